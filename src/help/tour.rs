//! The tour: steps that the user takes in the app itself, each with a card beside the control that it is about.
//!
//! A step is done by doing it, never by reading it; who wants to read only goes on by a button.

use crate::model::{Design, EntityRef};

/// A step of the tour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Network,
    Subnet,
    Workload,
    Connect,
    Endpoint,
    Problems,
    Paths,
    Cost,
    Code,
    Keep,
}

/// What the panel beside the canvas shows, as far as the tour looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Problems,
    Paths,
    Cost,
    Code,
}

/// What the tour looks at to know that a step was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Watched {
    vpcs: usize,
    subnets: usize,
    workloads: usize,
    connections: usize,
    endpoint_explained: bool,
    place: Place,
}

impl Watched {
    /// What it sees now; `explained` is what the inspector shows the help of.
    pub fn new(design: &Design, explained: Option<EntityRef>, place: Place) -> Self {
        Self {
            vpcs: design.vpcs.len(),
            subnets: design.subnets.len(),
            workloads: design.workloads.len(),
            connections: design.connections.len(),
            endpoint_explained: matches!(explained, Some(EntityRef::Endpoint(_))),
            place,
        }
    }
}

impl Step {
    /// All of them, in their order.
    pub const ALL: [Self; 10] = [
        Self::Network,
        Self::Subnet,
        Self::Workload,
        Self::Connect,
        Self::Endpoint,
        Self::Problems,
        Self::Paths,
        Self::Cost,
        Self::Code,
        Self::Keep,
    ];

    /// From 1.
    pub const fn number(self) -> usize {
        self as usize + 1
    }

    /// The one after it.
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self.number()).copied()
    }

    /// The one before it.
    pub fn back(self) -> Option<Self> {
        Self::ALL.get((self as usize).checked_sub(1)?).copied()
    }

    /// The heading of its card.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Network => "Add a network",
            Self::Subnet => "Divide it",
            Self::Workload => "Put something into it",
            Self::Connect => "Say what it calls",
            Self::Endpoint => "See what was added",
            Self::Problems => "What AWS would refuse",
            Self::Paths => "Does the call arrive?",
            Self::Cost => "What it costs",
            Self::Code => "Take the code",
            Self::Keep => "Keep your work",
        }
    }

    /// What to do, and what comes of it.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Network => {
                "Press VPC, or drag it onto the canvas. Its addresses are chosen for you; the inspector on the right \
                 changes what is selected."
            }
            Self::Subnet => {
                "Press Private or Isolated under Subnets. It goes into the VPC and an Availability Zone, with a block of \
                 its own."
            }
            Self::Workload => {
                "Press Lambda, or any other workload, while the subnet is selected. The advisor then offers what its kind \
                 needs to start."
            }
            Self::Connect => {
                "Type S3 into “Connect to…” in the inspector of the workload and choose it. Dragging from the + at the \
                 workload's edge to a service does the same."
            }
            Self::Endpoint => {
                "The designer added the endpoint that carries the call: a gateway endpoint where that is right, an \
                 interface endpoint otherwise. It is selected now. Press the ? by its name: it says what it is, what it \
                 costs and what often goes wrong."
            }
            Self::Problems => {
                "Open Problems. It lists what AWS would refuse and what would deploy and not work, with fixes to press."
            }
            Self::Paths => {
                "Open Paths. For every workload and service it tells whether the call arrives, privately or not; choose \
                 one to see its hops on the canvas."
            }
            Self::Cost => {
                "Open Cost. It is the bill of a month for what is drawn, and compares other shapes of the same network."
            }
            Self::Code => {
                "Open Terraform, CloudFormation or CLI. The code follows every change; copy or download it. A click on a \
                 line selects what it comes from."
            }
            Self::Keep => {
                "All of it stays in this browser. Save makes a file of it, Share a link that holds it. No data leaves \
                 this page. The tour is in the command palette whenever you want it again."
            }
        }
    }

    /// Whether what was seen at its beginning and what is seen now tell that it was done.
    pub fn is_done(self, before: &Watched, now: &Watched) -> bool {
        let opened = |place: Place| now.place == place && before.place != place;
        match self {
            Self::Network => now.vpcs > before.vpcs,
            Self::Subnet => now.subnets > before.subnets,
            Self::Workload => now.workloads > before.workloads,
            Self::Connect => now.connections > before.connections,
            Self::Endpoint => now.endpoint_explained && !before.endpoint_explained,
            Self::Problems => opened(Place::Problems),
            Self::Paths => opened(Place::Paths),
            Self::Cost => opened(Place::Cost),
            Self::Code => opened(Place::Code),
            // The last one is closed by its button.
            Self::Keep => false,
        }
    }
}

/// A place on the screen, in pixels: left, top, width, height.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    pub x: f64,
    pub y: f64,
    pub w: f64,
    pub h: f64,
}

/// Between the card and what it is about, and between the card and the edge of the screen.
const GAP: f64 = 14.0;
const EDGE: f64 = 12.0;

/// Where a card of a size goes on a screen of a size: beside what it is about without covering it, where there is room;
/// in the lower right corner if it is about nothing that is to be seen.
pub fn place_card(target: Option<Point>, (w, h): (f64, f64), screen: (f64, f64)) -> (f64, f64) {
    let inside = |at: f64, size: f64, all: f64| at.min(all - size - EDGE).max(EDGE);
    let Some(Point { x, y, w: wide, h: high }) = target else {
        return (inside(f64::MAX, w, screen.0), inside(f64::MAX, h, screen.1));
    };
    let level = inside(y, h, screen.1);
    let middle = inside(x + wide / 2.0 - w / 2.0, w, screen.0);
    let places = [
        (x + wide + GAP, level, x + wide + GAP + w + EDGE <= screen.0),
        (x - GAP - w, level, x - GAP - w >= EDGE),
        (middle, y + high + GAP, y + high + GAP + h + EDGE <= screen.1),
        (middle, y - GAP - h, y - GAP - h >= EDGE),
    ];
    let free = places.into_iter().find(|(_, _, fits)| *fits).map(|(x, y, _)| (x, y));
    // No room beside it: the half of the screen in which it does not begin.
    free.unwrap_or_else(|| {
        (middle, if y + high / 2.0 < screen.1 / 2.0 { inside(f64::MAX, h, screen.1) } else { EDGE })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        editor::{Command, Editor, PaletteItem, Place as Spot},
        model::{SubnetKind, WorkloadKind},
    };

    #[test]
    fn steps_are_in_order_and_lead_to_the_end_and_back() {
        let there: Vec<Step> = std::iter::successors(Some(Step::Network), |step| step.next()).collect();
        assert_eq!(there, Step::ALL);
        let mut back: Vec<Step> = std::iter::successors(Some(Step::Keep), |step| step.back()).collect();
        back.reverse();
        assert_eq!(back, Step::ALL);
        assert_eq!(Step::Keep.number(), Step::ALL.len());
    }

    #[test]
    fn a_step_is_done_by_doing_it() {
        let mut editor = Editor::new(Design::new("", "us-east-1"));
        let look = |editor: &Editor| Watched::new(editor.design(), None, Place::Code);
        let items = [
            (Step::Network, PaletteItem::Vpc),
            (Step::Subnet, PaletteItem::Subnet(SubnetKind::Private)),
            (Step::Workload, PaletteItem::Workload(WorkloadKind::Lambda)),
        ];
        for (step, item) in items {
            let before = look(&editor);
            assert!(!step.is_done(&before, &before), "{step:?}");
            editor.apply(Command::Add { item, place: Spot::ANYWHERE }).unwrap();
            let now = look(&editor);
            assert!(step.is_done(&before, &now), "{step:?}");
            // What was there before is nothing that was done.
            assert!(!step.is_done(&now, &now), "{step:?}");
        }
        let explained = Watched::new(editor.design(), Some("endpoint-9".parse().unwrap()), Place::Code);
        assert!(Step::Endpoint.is_done(&look(&editor), &explained));
        assert!(!Step::Endpoint.is_done(&explained, &explained));
        let at = |place| Watched { place, ..look(&editor) };
        assert!(Step::Paths.is_done(&at(Place::Code), &at(Place::Paths)));
        assert!(!Step::Paths.is_done(&at(Place::Paths), &at(Place::Paths)));
        assert!(!Step::Paths.is_done(&at(Place::Code), &at(Place::Cost)));
    }

    #[test]
    fn the_card_is_on_the_screen_and_does_not_cover_what_it_is_about() {
        let card = (320.0, 210.0);
        for screen in [(1440.0, 900.0), (1024.0, 768.0), (390.0, 844.0)] {
            let card = (f64::min(card.0, screen.0 - 24.0), card.1);
            for across in [0.0, 0.2, 0.5, 0.9] {
                for down in [0.0, 0.1, 0.5, 0.95] {
                    let target = Point { x: screen.0 * across, y: screen.1 * down, w: 90.0, h: 40.0 };
                    let (x, y) = place_card(Some(target), card, screen);
                    assert!(x >= EDGE && y >= EDGE, "{screen:?} {target:?}: {x} {y}");
                    assert!(x + card.0 <= screen.0 - EDGE && y + card.1 <= screen.1 - EDGE, "{x} {y}");
                    let beside = x >= target.x + target.w || x + card.0 <= target.x;
                    let above = y >= target.y + target.h || y + card.1 <= target.y;
                    assert!(beside || above, "{screen:?} {target:?}: {x} {y}");
                }
            }
            let (x, y) = place_card(None, card, screen);
            assert_eq!((x + card.0 + EDGE, y + card.1 + EDGE), screen);
        }
    }
}
