//! The messages of the page: the interface's messages that it shares with the readers' pages, and its own.

use js_sys::{Array, Promise, Reflect};
use newsleaf::browser::numbers;
use newsleaf::domain::report::health_messages::{self, HealthMessages};
use newsleaf::domain::site::messages::{self, Messages, Plural, interpolate};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The messages of one language; they live as long as the document.
#[derive(Clone, Copy)]
pub struct Spoken {
    pub messages: &'static Messages,
    pub own: &'static HealthMessages,
}

impl Spoken {
    /// A sentence with a number of things, in the plural form for that number.
    pub fn count(self, sentence: Plural, number: usize) -> String {
        let form = sentence.form(&numbers::plural_category(self.own.tag, number));
        interpolate(form, &[("n", &self.number(number))])
    }

    /// A number in the language's digits.
    pub fn number(self, number: usize) -> String {
        numbers::decimal(self.own.tag, number as u64, 0)
    }

    /// A number of bytes: `1.4 MB`.
    pub fn bytes(self, bytes: usize) -> String {
        let bytes = bytes as u64;
        let (unit, sentence) = match bytes {
            0..1_000 => return interpolate(self.messages.bytes(), &[("n", &self.number(bytes as usize))]),
            1_000..1_000_000 => (1_000, self.messages.kilobytes()),
            _ => (1_000_000, self.messages.megabytes()),
        };
        interpolate(sentence, &[("n", &numbers::decimal(self.own.tag, bytes * 10 / unit, 1))])
    }
}

/// The messages that the page's script has loaded, or the English ones, which are compiled in.
pub async fn load() -> Spoken {
    loaded().await.unwrap_or(Spoken { messages: messages::english(), own: health_messages::english() })
}

async fn loaded() -> Option<Spoken> {
    let shell = Reflect::get(&js_sys::global(), &"newsleafHealth".into()).ok()?;
    let promise: Promise = Reflect::get(&shell, &"messages".into()).ok()?.dyn_into().ok()?;
    let loaded = JsFuture::from(promise).await.ok()?;
    let tag = Reflect::get(&loaded, &"tag".into()).ok()?.as_string()?;
    let tag = messages::TAGS.into_iter().find(|known| *known == tag)?;
    let (app, own) = (texts(&loaded, "app", messages::COUNT)?, texts(&loaded, "health", health_messages::COUNT)?);
    let (mut app, mut own) = (app.into_iter(), own.into_iter());
    let messages = Box::leak(Box::new(Messages::from_texts(tag, || app.next().unwrap_or_default())));
    let own = Box::leak(Box::new(HealthMessages::from_texts(tag, || own.next().unwrap_or_default())));
    Some(Spoken { messages, own })
}

/// A list of exactly this number of texts.
fn texts(loaded: &JsValue, name: &str, count: usize) -> Option<Vec<&'static str>> {
    let texts: Array = Reflect::get(loaded, &name.into()).ok()?.dyn_into().ok()?;
    let texts: Vec<&'static str> =
        texts.iter().filter_map(|text| text.as_string()).map(|text| &*String::leak(text)).collect();
    (texts.len() == count).then_some(texts)
}
