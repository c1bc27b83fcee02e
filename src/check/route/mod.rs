//! Rules about route tables and the destinations of their routes.

pub(super) mod count;
pub(super) mod name_duplicate;
pub(super) mod prefix_duplicate;
pub(super) mod table_empty;
pub(super) mod table_unused;
