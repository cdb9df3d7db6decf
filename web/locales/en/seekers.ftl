### Profiles, as the person and the adviser see them.

problem-profile-exists = You have a profile already
problem-profile-exists-help = Open it under "My profile".
problem-profile-changed-meanwhile = Somebody changed this profile in between
problem-profile-changed-meanwhile-help = Nothing was saved, so that their change is not lost. Open the profile again and repeat yours.
problem-profile-needs-adviser = This person has no account, so an adviser has to keep the profile
problem-profile-needs-adviser-help = If it is not needed any more, it can be erased.
problem-merge-not-possible = These two profiles cannot become one
problem-merge-not-possible-help = They may be merged or erased already, or both have an account. Reload the page.
problem-merge-not-undoable = This merge cannot be undone
problem-merge-not-undoable-help = It may be undone already, or the profile that was kept was itself merged or erased since.
