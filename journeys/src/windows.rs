//! Several tabs of one browser.

use crate::Browser;
use thirtyfour::WindowHandle;

impl Browser {
    /// Opens another tab and goes to it; says why, where this engine's driver opens none.
    pub fn new_tab(&self) -> Result<WindowHandle, String> {
        let handle = self.run(self.driver().new_tab()).map_err(|error| error.to_string())?;
        self.to_tab(&handle);
        Ok(handle)
    }

    /// The tab that commands go to.
    pub fn tab(&self) -> WindowHandle {
        self.run(self.driver().window()).expect("a tab is open")
    }

    /// Goes to a tab.
    pub fn to_tab(&self, handle: &WindowHandle) {
        self.run(self.driver().switch_to_window(handle.clone())).expect("the tab is open");
    }

    /// Closes the tab that commands go to.
    pub fn close_tab(&self) {
        self.run(self.driver().close_window()).expect("a tab can be closed");
    }
}
