//! The product through its doors: real servers on free ports, asked over HTTP and on the command line.
//!
//! Rule: a test knows no row and no type that a visitor could not know, save for making a world quickly; it never
//! sleeps, because [`app::TestApp::settle`] runs jobs and index until they are still; and it does not know which
//! database it has (`TEST_DATABASE_URL` names a PostgreSQL server, else each test has an SQLite file of its own).

#[cfg(test)]
mod access;
#[cfg(test)]
mod access_world;
#[cfg(test)]
mod alerts;
#[cfg(test)]
mod api;
#[cfg(test)]
mod app;
#[cfg(test)]
mod applications;
#[cfg(test)]
mod browser;
#[cfg(test)]
mod client;
#[cfg(test)]
mod command_line;
#[cfg(test)]
mod crash;
#[cfg(test)]
mod cross_site;
#[cfg(test)]
mod database;
#[cfg(test)]
mod employers;
#[cfg(test)]
mod escaping;
#[cfg(test)]
mod feeds;
#[cfg(test)]
mod files;
#[cfg(test)]
mod fuzz;
#[cfg(test)]
mod html;
#[cfg(test)]
mod imports;
#[cfg(test)]
mod imports_refused;
#[cfg(test)]
mod invitations;
#[cfg(test)]
mod languages;
#[cfg(test)]
mod matches;
mod members;
#[cfg(test)]
mod nodes;
#[cfg(test)]
mod operation;
#[cfg(test)]
mod personas;
#[cfg(test)]
mod postings;
#[cfg(test)]
mod process;
#[cfg(test)]
mod quality;
mod real_files;
#[cfg(test)]
mod search;
#[cfg(test)]
mod seekers;
#[cfg(test)]
mod seekers_desk;
#[cfg(test)]
mod seekers_files;
#[cfg(test)]
mod sign_in;
#[cfg(test)]
mod sign_up;
#[cfg(test)]
mod stream;
#[cfg(test)]
mod unlawful;
