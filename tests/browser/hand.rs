//! What the hand is shown on the way: lines to line up by, yes or no and why, frames, spacing out, tidying. Places are
//! read in canvas units, from the drawing itself.

use thirtyfour::{Key, error::WebDriverResult};

use super::harness::{Page, in_browser};

#[test]
fn lines_are_seen_while_moving_and_the_box_lands_on_them() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        // A neighbour in the same subnet, to line up with.
        page.click_at(page.middle(WORKLOAD).await?).await?;
        page.control("d").await?;
        page.expect_count(WORKLOAD, 3).await?;
        let copy = page.boxes("[data-id^=workload-][data-selected=true]").await?[0].selector();
        page.press(Key::Escape).await?;
        let own = page.boxes(WORKLOAD).await?[0].clone();
        let [_, _, zoom] = page.camera().await?;
        let pixels = |units: f64| (units * zoom).round() as i64;

        // Ctrl held: neither lines nor grid, it stays where the hand left it.
        let from = page.middle(&copy).await?;
        hold(page, from, (from.0 + pixels(37.0), from.1), &[Key::Control]).await?;
        page.expect_count(".overlay .guide", 0).await?;
        page.driver.action_chain().release().key_up(Key::Control).perform().await?;
        page.said("Moved").await?;
        let free = page.boxes(&copy).await?[0].x;
        assert!((free - own.x - 37.0).abs() <= 2.0, "{free} is where the hand left it, beside {}", own.x);

        // Back to five units off the neighbour's left edge: lines, and it lands on them.
        let from = page.middle(&copy).await?;
        hold(page, from, (from.0 + pixels(own.x + 5.0 - free), from.1), &[]).await?;
        let lines = page
            .run("return [...document.querySelectorAll('.overlay .guide')].map(e => e.getAttribute('d'))")
            .await?;
        let lines: Vec<&str> =
            lines.as_array().into_iter().flatten().filter_map(|line| line.as_str()).collect();
        let left = format!("M{} ", own.x);
        assert!(lines.iter().any(|line| line.starts_with(&left)), "no line at {left}: {lines:?}");
        let shown = page
            .run("const r = document.querySelector('.overlay .guide').getBoundingClientRect(); return Math.max(r.width, r.height)")
            .await?;
        assert!(shown.as_f64().is_some_and(|long| long > 40.0), "the line is to be seen: {shown}");
        page.screenshot("snap-lines").await?;
        page.driver.action_chain().release().perform().await?;
        page.expect_count(".overlay .guide", 0).await?;
        page.expect(
            "in line",
            &format!(
                "return +document.querySelector('{copy}').getAttribute('transform').match(/-?[0-9.]+/)[0]"
            ),
            |x| x.as_f64() == Some(own.x),
        )
        .await
        .map(drop)
    });
}

#[test]
fn three_things_are_lined_up_and_spaced_out() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        page.find("#canvas").await?.focus().await?;
        // Out of line in both directions, with unequal gaps.
        let nudges: [&[(Key, usize)]; 3] = [&[], &[(Key::Right, 6)], &[(Key::Right, 14), (Key::Down, 2)]];
        for (service, keys) in page.boxes(SERVICE).await?.iter().zip(nudges) {
            page.click_at(page.middle(&service.selector()).await?).await?;
            for (key, times) in keys {
                for _ in 0..*times {
                    page.chord(&[Key::Shift], key.clone() + "").await?;
                }
            }
        }
        let before = page.boxes(SERVICE).await?;
        for (index, service) in before.iter().enumerate() {
            let at = page.middle(&service.selector()).await?;
            let mut chain = page.driver.action_chain();
            if index > 0 {
                chain = chain.key_down(Key::Shift);
            }
            chain.move_to(at.0, at.1).click().key_up(Key::Shift).perform().await?;
        }
        page.expect_count("[data-id^=service-][data-selected=true]", 3).await?;
        let equal = |values: &[f64]| values.windows(2).all(|pair| (pair[0] - pair[1]).abs() <= 1.0);
        let edges = |boxes: &[Box], of: fn(&Box) -> f64| -> Vec<f64> { boxes.iter().map(of).collect() };
        // Three equal boxes: equal gaps are equal distances.
        let gaps = |boxes: &[Box], of: fn(&Box) -> f64| -> Vec<f64> {
            let mut at = edges(boxes, of);
            at.sort_by(f64::total_cmp);
            at.windows(2).map(|pair| pair[1] - pair[0]).collect()
        };
        let cases: [(&[Key], &str, &str); 8] = [
            (&[Key::Control, Key::Shift], "←", "Align left"),
            (&[Key::Alt], "h", "Align centers"),
            (&[Key::Control, Key::Shift], "→", "Align right"),
            (&[Key::Control, Key::Shift], "↑", "Align top"),
            (&[Key::Alt], "v", "Align middles"),
            (&[Key::Control, Key::Shift], "↓", "Align bottom"),
            (&[Key::Alt, Key::Shift], "h", "Distribute horizontally"),
            (&[Key::Alt, Key::Shift], "v", "Distribute vertically"),
        ];
        for (held, key, title) in cases {
            match key {
                "←" => page.chord(held, Key::Left + "").await?,
                "→" => page.chord(held, Key::Right + "").await?,
                "↑" => page.chord(held, Key::Up + "").await?,
                "↓" => page.chord(held, Key::Down + "").await?,
                letter => page.chord(held, letter).await?,
            }
            page.expect(title, "return document.querySelector('[data-testid=undo]').title", |undo| {
                undo.as_str().is_some_and(|undo| undo.contains(title))
            })
            .await?;
            let now = page.boxes(SERVICE).await?;
            let in_order = match title {
                "Align left" => equal(&edges(&now, |each| each.x)),
                "Align centers" => equal(&edges(&now, |each| each.x + each.w / 2.0)),
                "Align right" => equal(&edges(&now, |each| each.x + each.w)),
                "Align top" => equal(&edges(&now, |each| each.y)),
                "Align middles" => equal(&edges(&now, |each| each.y + each.h / 2.0)),
                "Align bottom" => equal(&edges(&now, |each| each.y + each.h)),
                "Distribute horizontally" => equal(&gaps(&now, |each| each.x)),
                _vertically => equal(&gaps(&now, |each| each.y)),
            };
            assert!(in_order, "{title}: {now:?}");
            assert_ne!(now, before, "{title} had something to do");
            page.control("z").await?;
            page.expect_boxes(SERVICE, &before).await?;
        }
        // The menu has it too, now that there are two gaps.
        page.driver
            .action_chain()
            .move_to_element_center(&page.find(SERVICE).await?)
            .context_click()
            .perform()
            .await?;
        page.part("context-menu").await?;
        page.screenshot("context-menu").await?;
        page.run("[...document.querySelectorAll('[data-testid=context-menu] button')].find(e => e.textContent.includes('Distribute vertically')).id = 'spread'").await?;
        page.find("#spread").await?.click().await?;
        page.expect_count("[data-testid=context-menu]", 0).await?;
        page.said("Distribute vertically").await?;
        assert!(equal(&gaps(&page.boxes(SERVICE).await?, |each| each.y)));
        Ok(())
    });
}

#[test]
fn yes_or_no_and_why_stand_on_the_canvas_while_dragging() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        let code = "return document.querySelector('[data-testid=code-text]').textContent";
        let (undo, text) = (page.undo().await?, page.run(code).await?);
        let subnets = page.boxes(SUBNET).await?;
        let from = page.middle(WORKLOAD).await?;
        let other = page.corner(&subnets[1].selector()).await?;

        // Onto the bare canvas: no, why, and the pointer says so too.
        let canvas = page.corner("[data-testid=canvas]").await?;
        let bare = (canvas.0 - 30, canvas.1 - 120);
        press(page, from).await?;
        lead(page, bare).await?;
        page.find(".verdict.refused").await?;
        assert_eq!(page.verdict().await?, "A workload belongs into a subnet");
        assert!(page.visible("[data-testid=verdict]").await?);
        assert_eq!(page.run("return document.querySelector('.pane').style.cursor").await?, "not-allowed");
        page.screenshot("verdict-no").await?;

        // On to the other subnet in the same drag: yes, what, and where.
        lead(page, (other.0 - 34, other.1 - 34)).await?;
        page.find(".verdict.allowed").await?;
        let yes = page.verdict().await?;
        assert!(yes.starts_with("Moves ") && yes.contains("isolated-b"), "{yes}");
        let outlined = page.run("const r = document.querySelector('.overlay .target.allowed'); return ['x', 'y', 'width', 'height'].map(a => +r.getAttribute(a))").await?;
        let wanted = &subnets[1];
        assert_eq!(
            outlined,
            serde_json::json!([wanted.x, wanted.y, wanted.w, wanted.h].map(|v| v as i64)),
            "the subnet is outlined"
        );
        page.screenshot("verdict-yes").await?;
        // Nothing has changed yet: neither the history nor the code.
        assert_eq!(
            (page.undo().await?, page.run(code).await?),
            (undo.clone(), text.clone()),
            "a drag previews only"
        );
        release(page, (other.0 - 34, other.1 - 34)).await?;
        page.expect_count("[data-testid=verdict]", 0).await?;
        page.expect("one step", "return document.querySelector('[data-testid=undo]').title", |now| {
            *now != undo
        })
        .await?;
        assert!(page.undo().await?.as_str().is_some_and(|undo| undo.contains("Move")));
        page.control("z").await?;
        page.expect("as before", "return document.querySelector('[data-testid=undo]').title", |now| {
            *now == undo
        })
        .await?;
        page.expect("the same code", code, |now| *now == text).await?;

        // A subnet that is dragged out of every VPC; dropped there all the same, it stays, and why is said.
        let heading = page.place_in(&subnets[0].selector(), (70.0, 12.0)).await?;
        let before = page.boxes(SUBNET).await?;
        press(page, heading).await?;
        lead(page, bare).await?;
        page.find(".verdict.refused").await?;
        assert!(page.verdict().await?.contains("A subnet belongs into"), "{}", page.verdict().await?);
        release(page, bare).await?;
        page.expect(
            "why",
            "return document.querySelector('[data-testid=toast]')?.textContent ?? ''",
            |why| why.as_str().is_some_and(|why| why.contains("A subnet belongs into")),
        )
        .await?;
        assert_eq!(page.boxes(SUBNET).await?, before);

        // A line: to another workload no, to a service that is there already no, to another yes.
        page.press(Key::Escape).await?;
        page.click("palette-service-sns").await?;
        page.expect_count(SERVICE, 4).await?;
        page.click("zoom-to-fit").await?;
        page.camera().await?;
        let undo = page.undo().await?;
        press(page, page.middle("[data-id^=workload-] .port").await?).await?;
        let second = page.boxes(WORKLOAD).await?[1].selector();
        lead(page, page.middle(&second).await?).await?;
        page.find(".verdict.refused").await?;
        let services = page.boxes(SERVICE).await?;
        lead(page, page.middle(&services[0].selector()).await?).await?;
        page.find("path.drawn.refused").await?;
        assert!(page.verdict().await?.contains("already"), "{}", page.verdict().await?);
        let at = page.middle(&services[3].selector()).await?;
        lead(page, at).await?;
        page.find("path.drawn.allowed").await?;
        page.find(".verdict.allowed").await?;
        page.press(Key::Escape).await?;
        release(page, at).await?;
        page.expect_count("[data-testid=verdict]", 0).await?;
        assert_eq!(page.undo().await?, undo);
        Ok(())
    });
}

#[test]
fn copies_of_networks_get_blocks_of_their_own() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        let first = page.boxes(SUBNET).await?[0].selector();
        page.click_at(page.place_in(&first, (70.0, 12.0)).await?).await?;
        page.control("d").await?;
        page.expect_count(SUBNET, 3).await?;
        page.apart(SUBNET, 3).await?;

        // By hand: held with Alt, dropped beneath in the same zone.
        let last = page.boxes(SUBNET).await?[1].selector();
        let from = page.place_in(&last, (70.0, 12.0)).await?;
        hold(page, from, (from.0 + 4, from.1 + 50), &[Key::Alt]).await?;
        page.expect_count(".overlay .ghost", 1).await?;
        assert!(page.verdict().await?.starts_with("Duplicates"), "{}", page.verdict().await?);
        page.driver.action_chain().release().key_up(Key::Alt).perform().await?;
        page.expect_count(SUBNET, 4).await?;
        page.apart(SUBNET, 4).await?;

        // A VPC with all that is in it.
        page.click("zoom-to-fit").await?;
        page.camera().await?;
        page.click_at(page.place_in("[data-id^=vpc-]", (70.0, 12.0)).await?).await?;
        page.expect_count("[data-id^=vpc-][data-selected=true]", 1).await?;
        page.control("d").await?;
        page.expect_count("[data-id^=vpc-]", 2).await?;
        page.expect_count(SUBNET, 8).await?;
        page.apart("[data-id^=vpc-]", 2).await?;
        page.apart(SUBNET, 8).await?;
        let errors = page.part("status-problems").await?.text().await?;
        assert!(errors.starts_with("0 errors"), "{errors}");
        Ok(())
    });
}

#[test]
fn a_frame_can_be_drawn_inside_a_container_and_adds() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        let service = page.boxes(SERVICE).await?[0].selector();
        page.click_at(page.middle(&service).await?).await?;
        let subnet = page.boxes(SUBNET).await?[0].selector();
        let (from, to) = (page.place_in(&subnet, (3.0, 40.0)).await?, page.corner(&subnet).await?);
        hold(page, from, (to.0 - 3, to.1 - 3), &[Key::Shift]).await?;
        page.expect_count(".overlay .marquee", 1).await?;
        page.driver.action_chain().release().key_up(Key::Shift).perform().await?;
        page.expect_count(".overlay .marquee", 0).await?;
        page.expect_count("[data-id^=workload-][data-selected=true]", 1).await?;
        page.expect_count(&format!("{service}[data-selected=true]"), 1).await?;
        page.expect_count("[data-id^=subnet-][data-selected=true]", 0).await
    });
}

#[test]
fn zooming_shows_everything_or_what_is_selected() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        let (left, top) = page.top_left("[data-testid=canvas]").await?;
        let (right, bottom) = page.corner("[data-testid=canvas]").await?;
        let inside = async |selector: &str| -> WebDriverResult<bool> {
            page.camera().await?;
            let (a, b) = (page.top_left(selector).await?, page.corner(selector).await?);
            Ok(a.0 >= left && a.1 >= top && b.0 <= right && b.1 <= bottom)
        };
        let workload = page.boxes(WORKLOAD).await?[0].selector();
        page.click_at(page.middle(&workload).await?).await?;
        page.press("@").await?;
        assert!(inside(&workload).await?);
        let close = page.camera().await?[2];
        assert!(!inside("[data-id^=vpc-]").await?, "only what is selected is shown");
        page.press("!").await?;
        assert!(inside("[data-id^=vpc-]").await?);
        for service in page.boxes(SERVICE).await? {
            assert!(inside(&service.selector()).await?, "{service:?}");
        }
        assert!(page.camera().await?[2] < close);
        page.chord(&[Key::Shift], "0").await?;
        assert_eq!(page.camera().await?[2], 1.0);
        Ok(())
    });
}

#[test]
fn tidying_brings_zones_and_subnets_back_into_columns() {
    in_browser(1440, 900, async |page| {
        start(page).await?;
        page.find("#canvas").await?.focus().await?;
        let before = [page.boxes("[data-id^=zone-]").await?, page.boxes(SUBNET).await?].concat();
        let heading = page.place_in("[data-id^=zone-]", (60.0, 14.0)).await?;
        page.drag(heading, (heading.0 + 8, heading.1 + 60)).await?;
        page.said("Moved").await?;
        let zones = page.boxes("[data-id^=zone-]").await?;
        assert_ne!(zones[0].y, zones[1].y, "one zone is out of line");
        page.chord(&[Key::Shift], "t").await?;
        page.expect("Tidy up", "return document.querySelector('[data-testid=undo]').title", |undo| {
            undo.as_str().is_some_and(|undo| undo.contains("Tidy up"))
        })
        .await?;
        let (zones, subnets) = (page.boxes("[data-id^=zone-]").await?, page.boxes(SUBNET).await?);
        assert_eq!(zones[0].y, zones[1].y, "columns begin at one height");
        assert_eq!(zones[0].h, zones[1].h);
        assert_eq!(subnets[0].y, subnets[1].y, "and their subnets are rows");
        assert_eq!([zones, subnets].concat(), before, "the template came tidy");
        Ok(())
    });
}

const WORKLOAD: &str = "[data-id^=workload-]";
const SUBNET: &str = "[data-id^=subnet-]";
const SERVICE: &str = "[data-id^=service-]";

/// A drawn box, in canvas units.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Box {
    id: String,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) w: f64,
    pub(super) h: f64,
}

impl Box {
    pub(super) fn selector(&self) -> String {
        format!("[data-id={}]", self.id)
    }
}

impl Page {
    /// The boxes of a selector in the order of the drawing, each where it is drawn.
    pub(super) async fn boxes(&self, selector: &str) -> WebDriverResult<Vec<Box>> {
        let script = format!(
            "return [...document.querySelectorAll('{selector}')].map(e => {{
               const [x, y] = e.getAttribute('transform').match(/-?[0-9.]+/g).map(Number), r = e.querySelector('rect.edge');
               return [e.dataset.id, x, y, +r.getAttribute('width'), +r.getAttribute('height')] }})"
        );
        let all = self.run(&script).await?;
        let number = |value: &serde_json::Value| value.as_f64().unwrap_or(f64::NAN);
        Ok(all
            .as_array()
            .into_iter()
            .flatten()
            .map(|each| Box {
                id: each[0].as_str().unwrap_or_default().to_owned(),
                x: number(&each[1]),
                y: number(&each[2]),
                w: number(&each[3]),
                h: number(&each[4]),
            })
            .collect())
    }

    async fn expect_boxes(&self, selector: &str, wanted: &[Box]) -> WebDriverResult<()> {
        for _ in 0..40 {
            if self.boxes(selector).await? == wanted {
                return Ok(());
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        assert_eq!(self.boxes(selector).await?, wanted);
        Ok(())
    }

    async fn edges(&self, selector: &str) -> WebDriverResult<[i64; 4]> {
        self.find(selector).await?;
        // The box itself: marks may stand out of it.
        let script = format!(
            "const e = document.querySelector('{selector}'), r = (e.querySelector(':scope > rect.edge') ?? e).getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom].map(Math.round)"
        );
        let all = self.run(&script).await?;
        Ok([0, 1, 2, 3].map(|index| all[index].as_i64().unwrap_or_default()))
    }

    pub(super) async fn top_left(&self, selector: &str) -> WebDriverResult<(i64, i64)> {
        self.edges(selector).await.map(|[left, top, ..]| (left, top))
    }

    pub(super) async fn corner(&self, selector: &str) -> WebDriverResult<(i64, i64)> {
        self.edges(selector).await.map(|[.., right, bottom]| (right, bottom))
    }

    /// The pixel at a place of a box, in canvas units from its corner.
    pub(super) async fn place_in(&self, selector: &str, at: (f64, f64)) -> WebDriverResult<(i64, i64)> {
        let (left, top) = self.top_left(selector).await?;
        let [_, _, zoom] = self.camera().await?;
        Ok((left + (at.0 * zoom) as i64, top + (at.1 * zoom) as i64))
    }

    pub(super) async fn undo(&self) -> WebDriverResult<serde_json::Value> {
        self.run("return document.querySelector('[data-testid=undo]').title").await
    }

    async fn verdict(&self) -> WebDriverResult<String> {
        let text = self
            .run("return document.querySelector('[data-testid=verdict]')?.textContent.trim() ?? ''")
            .await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Whether it is what one sees at its middle.
    async fn visible(&self, selector: &str) -> WebDriverResult<bool> {
        let script = format!(
            "const e = document.querySelector('{selector}'), r = e.getBoundingClientRect();
             e.style.pointerEvents = 'auto';
             const top = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);
             e.style.pointerEvents = '';
             return r.width > 0 && e.contains(top)"
        );
        Ok(self.run(&script).await? == true)
    }

    /// Checks that the blocks of so many boxes, as they are spoken, do not overlap.
    async fn apart(&self, selector: &str, count: usize) -> WebDriverResult<()> {
        let script = format!(
            "return [...document.querySelectorAll('{selector}')].map(e => e.getAttribute('aria-label').match(/[0-9.]+\\/[0-9]+/)[0])"
        );
        let blocks = self.run(&script).await?;
        let blocks: Vec<ipnet::Ipv4Net> = blocks
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|block| block.as_str()?.parse().ok())
            .collect();
        assert_eq!(blocks.len(), count, "{blocks:?}");
        // Subnets of different VPCs too: the VPCs themselves were copied with blocks of their own.
        for (index, block) in blocks.iter().enumerate() {
            for other in blocks.iter().skip(index + 1) {
                assert!(!block.contains(other) && !other.contains(block), "{block} and {other} overlap");
            }
        }
        Ok(())
    }
}

async fn start(page: &Page) -> WebDriverResult<()> {
    page.click("template-serverless-data").await?;
    page.expect_count(WORKLOAD, 2).await?;
    page.camera().await.map(drop)
}

/// Presses with the left button, without letting go: `lead` goes on, as often as there is something to look at on the
/// way, and `release` ends it. Not by WebDriver, whose second list of actions loses the pointer's capture.
async fn press(page: &Page, at: (i64, i64)) -> WebDriverResult<()> {
    left(page, "mouseMoved", at, 0).await?;
    left(page, "mousePressed", at, 1).await
}

async fn lead(page: &Page, to: (i64, i64)) -> WebDriverResult<()> {
    for short in [6, 3, 0] {
        left(page, "mouseMoved", (to.0 - short, to.1 - short), 1).await?;
    }
    Ok(())
}

async fn release(page: &Page, at: (i64, i64)) -> WebDriverResult<()> {
    left(page, "mouseReleased", at, 0).await
}

async fn left(page: &Page, kind: &str, at: (i64, i64), buttons: u8) -> WebDriverResult<()> {
    let event = serde_json::json!({ "type": kind, "x": at.0, "y": at.1, "button": "left", "buttons": buttons, "clickCount": 1 });
    page.devtools("Input.dispatchMouseEvent", event).await?;
    // Drawn at the next frame.
    tokio::time::sleep(std::time::Duration::from_millis(60)).await;
    Ok(())
}

/// Drags in steps with keys held, and does not let go.
pub(super) async fn hold(page: &Page, from: (i64, i64), to: (i64, i64), keys: &[Key]) -> WebDriverResult<()> {
    let mut chain = page.driver.action_chain().move_to(from.0, from.1);
    for key in keys {
        chain = chain.key_down(key.clone());
    }
    chain = chain.click_and_hold();
    for step in 1..=8 {
        let part = |a: i64, b: i64| a + (b - a) * step / 8;
        chain = chain.move_to(part(from.0, to.0), part(from.1, to.1));
    }
    chain.perform().await?;
    // Drawn at the next frame.
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    Ok(())
}
