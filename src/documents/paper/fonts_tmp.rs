//! Until the fonts are here.
/// Regular.
pub const REGULAR: &[u8] = include_bytes!("../../../assets/fonts/UpbeatSans-Regular.ttf");
/// Bold.
pub const BOLD: &[u8] = include_bytes!("../../../assets/fonts/UpbeatSans-Bold.ttf");
