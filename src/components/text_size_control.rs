//! `font size: Large Medium Small`, as in the line under a headline.

use crate::browser::text_size;
use crate::domain::site::messages::Messages;
use crate::domain::site::text_direction;
use crate::domain::site::text_size::TextSize;
use crate::markup::{Element, State, element};

/// A group of radio buttons, at most one such group on a page: they share a name, and the boot script and the stylesheet
/// know them by it. The stylesheet alone makes them work where there is no script.
///
/// `size` is the size in force; the reader's choice is written there, and controls that come later start from it.
pub fn text_size_control(size: State<TextSize>, messages: &'static Messages) -> Element {
    // The words are the interface's, whatever the story's language and direction are.
    let control = element("fieldset")
        .class("text-size")
        .attr("lang", messages.tag)
        .attr("dir", text_direction::of_language(messages.tag).as_str())
        .child(element("legend").child(messages.text_size()));
    TextSize::ALL.into_iter().fold(control, |control, choice| {
        let label = match choice {
            TextSize::Large => messages.text_size_large(),
            TextSize::Medium => messages.text_size_medium(),
            TextSize::Small => messages.text_size_small(),
        };
        let button = element("input").attr("type", "radio").attr("name", "text-size").attr("value", choice.as_str());
        // The attribute is for pages without script; the property is what the browser shows.
        let (shown, size) = (size.clone(), size.clone());
        let button = button
            .attr("checked", size.now() == choice)
            .property("checked", move || shown.get() == choice)
            .on("input", move |_| {
                size.set(choice);
                text_size::choose(choice);
            });
        // The spaces are for those who read or copy the line without its style.
        control.child(" ").child(element("label").child(button).child(label))
    })
}
