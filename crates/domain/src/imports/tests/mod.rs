//! Tests of imports: what becomes of rows, of the order to publish, of employers, and of a failure.

mod batches;
mod employers;
mod publishing;
mod rows;
