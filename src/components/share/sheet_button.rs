//! The share sheet of the device.

use leptos::prelude::*;

use super::copy_status::{CopyStatus, set_status};
use super::share_button::ShareButton;
use crate::browser::share_sheet;
use crate::components::icon::Icon;
use crate::components::view_context::use_view_context;
use crate::domain::site::links::UrlStyle;

/// The button that opens the sheet, where the device has one.
#[component]
pub fn SheetButton(url: String, title: String, status: RwSignal<CopyStatus>) -> impl IntoView {
    let context = use_view_context();
    let messages = context.messages;
    // The script of a published page shows the button where there is a sheet (`js/published/share_row.js`).
    let is_hidden = !share_sheet::IS_KNOWN && context.links().style == UrlStyle::Path;
    // The number of open share sheets.
    let open_sheets = StoredValue::new(0_u32);
    let open = move || {
        let is_open = open_sheets.get_value() > 0;
        open_sheets.update_value(|sheets| *sheets += 1);
        set_status(status, CopyStatus::Idle);
        share_sheet::open(&title, &url, move |shared| {
            open_sheets.try_update_value(|sheets| *sheets = sheets.saturating_sub(1));
            let failed = CopyStatus::ByHand(messages.share_sheet_failed());
            match shared {
                // A second tap while the sheet is open.
                Err(share_sheet::Failed::AlreadyOpen) if is_open => {}
                shared => set_status(status, shared.map_or(failed, |()| CopyStatus::Idle)),
            }
        });
    };
    (is_hidden || share_sheet::is_there()).then(|| {
        let label = messages.share_sheet();
        let class = "share__item share__sheet";
        view! { <ShareButton class=class icon=Icon::Share label=label press=open is_hidden=is_hidden /> }
    })
}
