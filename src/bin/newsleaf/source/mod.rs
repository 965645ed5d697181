//! Where documents are and how they come: files, the standard input, hosts.

pub mod document;
pub mod file_names;
pub mod older_pages;
pub mod origin;
pub mod picture_size;
pub mod public_host;
pub mod request;
pub mod site_client;
pub mod site_folder;
