//! The first minute.

use super::harness::in_browser;

#[test]
fn the_app_starts_with_a_choice() {
    in_browser(1440, 900, async |page| {
        page.part("welcome").await?;
        Ok(())
    });
}
