//! Several tabs of one browser.

use crate::Browser;
use thirtyfour::WindowHandle;

impl Browser {
    /// Opens another tab and goes to it.
    pub fn new_tab(&self) -> WindowHandle {
        let handle = self.run(self.driver().new_tab()).expect("every engine opens a second tab");
        self.to_tab(&handle);
        handle
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
