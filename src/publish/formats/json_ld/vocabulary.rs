//! The types and properties of schema.org that are written, in the order in which they are written.

use serde::Serialize;

/// The context of every document.
pub(super) const CONTEXT: &str = "https://schema.org";

#[derive(Serialize)]
pub(super) struct Graph<'a> {
    #[serde(rename = "@context")]
    pub(super) context: &'a str,
    #[serde(rename = "@graph")]
    pub(super) graph: Vec<Node<'a>>,
}

/// The types of nodes in a graph.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Node<'a> {
    Article(Box<NewsArticle<'a>>),
    Breadcrumb(BreadcrumbList<'a>),
    Site(Named<'a>),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NewsArticle<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'a str,
    #[serde(rename = "@id")]
    pub(super) id: String,
    pub(super) main_entity_of_page: PageId<'a>,
    pub(super) url: &'a str,
    pub(super) headline: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) image: Vec<Image<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) date_modified: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) author: Vec<Named<'a>>,
    pub(super) publisher: Named<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) article_section: Option<&'a str>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    pub(super) keywords: &'a [String],
    pub(super) in_language: &'a str,
    pub(super) is_accessible_for_free: bool,
}

#[derive(Serialize)]
pub(super) struct PageId<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'a str,
    #[serde(rename = "@id")]
    pub(super) id: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Image<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'a str,
    pub(super) url: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) width: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) height: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) caption: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) credit_text: Option<&'a str>,
}

/// A person, an organisation or a site.
#[derive(Serialize)]
pub(super) struct Named<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'a str,
    pub(super) name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) logo: Option<Image<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct BreadcrumbList<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'a str,
    pub(super) item_list_element: Vec<ListItem<'a>>,
}

#[derive(Serialize)]
pub(super) struct ListItem<'a> {
    #[serde(rename = "@type")]
    pub(super) kind: &'a str,
    pub(super) position: usize,
    pub(super) name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) item: Option<&'a str>,
}
