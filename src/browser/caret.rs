//! Keeps the line of the caret in sight, in what is shown beside a text.

use wasm_bindgen::JsCast;

use super::window::document;

/// Scrolls what stands beside an answer until the line in which its caret is can be seen there. `lines` is the class of
/// those lines in it; which of them it is, is told by how far the caret is through the text. Nothing else moves.
pub fn show_caret(answer: &str, beside: &str, lines: &str) {
    /// Room above and below the line, in pixels.
    const AROUND: f64 = 32.0;
    let Some(document) = document() else { return };
    let area = document.get_element_by_id(answer).and_then(|it| it.dyn_into::<web_sys::HtmlTextAreaElement>().ok());
    let (Some(area), Some(beside)) = (area, document.get_element_by_id(beside)) else { return };
    let lines = beside.get_elements_by_class_name(lines);
    let Some(last) = lines.length().checked_sub(1) else { return };
    let Some(scrolls) = beside.parent_element().filter(|it| it.scroll_height() > it.client_height()) else { return };
    let caret = area.selection_end().ok().flatten().unwrap_or_default();
    let at = u64::from(caret) * u64::from(last) / u64::from(area.text_length().max(1));
    let Some(line) = u32::try_from(at).ok().and_then(|at| lines.item(at.min(last))) else { return };
    let (line, sight) = (line.get_bounding_client_rect(), scrolls.get_bounding_client_rect());
    let above = sight.top() + AROUND - line.top();
    let below = line.bottom() + AROUND - sight.bottom();
    #[expect(clippy::cast_possible_truncation, reason = "pixels of a page")]
    let by = if above > 0.0 { -above } else { below.max(0.0) } as i32;
    if by != 0 {
        scrolls.set_scroll_top(scrolls.scroll_top() + by);
    }
}
