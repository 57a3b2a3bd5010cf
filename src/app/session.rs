//! What happens around the design: keeping it in the browser, opening and saving files, the shell's actions.

use std::cell::RefCell;

use gloo::timers::callback::Timeout;
use leptos::prelude::*;

use super::{
    browser::{archive, clipboard, deflate, dom, files, picture, storage},
    canvas::rename,
    catalog::{
        self,
        place::{self, Place},
    },
    keeping::{self, NotStored},
    prefs::{CodeTab, LeftTab, Panel},
    shell::status::plural,
    state::{AppState, Dialog, Saved, Tone},
};
use crate::{
    editor::{Action, Camera, Command, DesignField, Editor, Field, Scope, ScreenPoint, Selection},
    emit::Target,
    file::{self, MAX_SHARED_BYTES, ShareError},
    model::Design,
};

const VIEW_KEY: &str = "vpc-designer.view";
/// How long the hand must rest before the design is stored.
const AUTOSAVE_MS: u32 = 400;
/// How long the hand must rest before a large design is checked and exported anew.
const SETTLE_MS: u32 = 250;
const TOAST_MS: u32 = 6_000;

thread_local! {
    // Timers are JavaScript values and so cannot live in signals. Replacing one cancels it.
    static AUTOSAVE: RefCell<Option<Timeout>> = const { RefCell::new(None) };
    static VIEW_SAVE: RefCell<Option<Timeout>> = const { RefCell::new(None) };
    static SETTLING: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// Whether neither this browser nor the address holds anything to go on with.
pub(crate) fn is_first_visit() -> bool {
    !keeping::left_something() && !catalog::keep::left_something() && dom::address_fragment().is_empty()
}

/// Where the camera stood in the last session.
pub(crate) fn restore_view() -> Option<Camera> {
    let text = storage::read(VIEW_KEY).ok().flatten()?;
    let [x, y, zoom]: [f64; 3] = serde_json::from_str(&text).ok()?;
    Some(Camera::new(x, y, zoom))
}

/// Checks and exports a large design anew when the hand has rested.
pub(crate) fn schedule_settling(state: AppState) {
    let timer = Timeout::new(SETTLE_MS, move || state.settle());
    SETTLING.with(|slot| *slot.borrow_mut() = Some(timer));
}

/// Stores the design when the hand has rested.
pub(crate) fn schedule_autosave(state: AppState) {
    if !matches!(state.saved.get_untracked(), Saved::Pending) {
        state.saved.set(Saved::Pending);
    }
    let timer = Timeout::new(AUTOSAVE_MS, move || autosave(state));
    AUTOSAVE.with(|slot| *slot.borrow_mut() = Some(timer));
}

/// Stores the design now; a failure is shown once, and work goes on.
pub(crate) fn autosave(state: AppState) {
    let Some(stored) = state.design.try_with_untracked(|design| keeping::store(design, false)) else {
        return;
    };
    tell_stored(state, stored);
}

fn tell_stored(state: AppState, stored: Result<(), NotStored>) {
    let failed_before = matches!(state.saved.get_untracked(), Saved::Failed(_));
    match stored {
        Ok(()) => state.saved.set(Saved::Yes),
        Err(NotStored::Browser(error)) => {
            let text = format!("{error}. Your work goes on; use Save to keep it as a file.");
            if !failed_before {
                state.toast(Tone::Bad, text.clone());
            }
            state.saved.set(Saved::Failed(text));
        }
        Err(NotStored::Conflict(conflict)) => {
            state.saved.set(Saved::Failed(conflict.to_string()));
            ask_which(state, conflict.name);
        }
    }
}

fn ask_which(state: AppState, name: String) {
    if let Some(id) = keeping::changed_elsewhere() {
        state.dialog.set(Some(Dialog::Conflict { id, name }));
    }
}

/// Another tab stored something. If it was this tab's design and nothing here waits to be stored, the newest is shown;
/// else the user decides.
pub(crate) fn notice_other_tab(state: AppState) {
    let Some(id) = keeping::changed_elsewhere() else { return };
    if matches!(state.saved.get_untracked(), Saved::Yes) {
        take_theirs(state, id);
        state.toast(Tone::Ok, "This design was changed in another tab; here is the newest");
    } else {
        ask_which(state, state.design.with_untracked(|design| design.name.clone()));
    }
}

/// Shows what another tab stored.
pub(crate) fn take_theirs(state: AppState, id: u32) {
    let camera = state.camera.get_untracked();
    match keeping::open(id) {
        Ok(design) => {
            load_kept(state, design);
            state.set_camera(camera);
        }
        Err(why) => state.toast(Tone::Bad, why),
    }
}

/// Stores this tab's design over what another tab stored.
pub(crate) fn keep_mine(state: AppState) {
    tell_stored(state, state.design.with_untracked(|design| keeping::store(design, true)));
}

/// Goes on with a copy of its own.
pub(crate) fn keep_both(state: AppState) {
    keeping::leave();
    let name = state.design.with_untracked(|design| format!("{} (copy)", design.name));
    state.apply(Command::Set(Field::Design(DesignField::Name(name))));
    autosave(state);
}

/// Begins with another design; the one before stays in the browser.
pub(crate) fn start(state: AppState, design: Design) {
    flush(state);
    keeping::leave();
    state.load(design);
}

/// Shows a design as the browser keeps it, so that it need not be stored.
pub(crate) fn load_kept(state: AppState, design: Design) {
    state.load(design);
    AUTOSAVE.with(|slot| slot.borrow_mut().take());
    state.saved.set(Saved::Yes);
}

/// Goes on with a design that the browser keeps.
pub(crate) fn open_kept(state: AppState, id: u32) {
    flush(state);
    match keeping::open(id) {
        Ok(design) => {
            load_kept(state, design);
        }
        Err(message) => {
            state
                .dialog
                .set(Some(Dialog::NotOpened { file: "The design kept in this browser".to_owned(), message }));
        }
    }
}

/// Offers the diagram as an SVG file.
fn export_svg(state: AppState) {
    let name = format!("{}.svg", stem(state));
    let svg = state.read(Editor::picture);
    finish(state, files::download(&name, "image/svg+xml", svg.as_bytes()), format!("Saved {name}"));
}

/// Offers the diagram as a PNG file.
fn export_png(state: AppState) {
    let name = format!("{}.png", stem(state));
    let svg = state.read(Editor::picture);
    leptos::task::spawn_local(async move {
        let drawn = picture::png(&svg).await;
        let result = drawn.and_then(|bytes| files::download(&name, "image/png", &bytes));
        finish(state, result, format!("Saved {name}"));
    });
}

/// Puts the diagram on the clipboard as pixels.
fn copy_picture(state: AppState) {
    let svg = state.read(Editor::picture);
    leptos::task::spawn_local(async move {
        let copied = match picture::png(&svg).await {
            Ok(bytes) => clipboard::copy_png(&bytes).await,
            Err(error) => Err(error),
        };
        finish(state, copied, "Copied the picture".to_owned());
    });
}

/// Puts a link to the design, which holds all of it, on the clipboard.
fn copy_link(state: AppState) {
    let bytes = state.design.with_untracked(|design| file::shared_bytes(design));
    leptos::task::spawn_local(async move {
        let made = deflate::pack(&bytes).await.map_err(|error| error.to_string());
        let fragment =
            made.and_then(|packed| file::share_fragment(&packed).map_err(|error| error.to_string()));
        let link = fragment.map(|fragment| format!("{}#{fragment}", dom::page_address()));
        match link {
            Ok(link) => match clipboard::copy(link.clone()).await {
                Ok(()) => {
                    state.toast(Tone::Ok, "Link copied; it holds the whole design, and no server sees it");
                }
                // Where the clipboard is refused the address bar is the next best place to copy from.
                Err(error) => {
                    dom::show_address(&link);
                    state.toast(Tone::Warn, format!("{error}. The link is in the address bar"));
                }
            },
            Err(message) => state.toast(Tone::Bad, message),
        }
    });
}

/// Opens the design in the page's address, if there is one; says so. The link is then taken out of the address: what is
/// edited is not what the link holds.
pub(crate) fn open_link(state: AppState) -> bool {
    let Some(shared) = file::shared_in(&dom::address_fragment()) else { return false };
    dom::show_address(&dom::page_address());
    leptos::task::spawn_local(async move {
        let unpacked = match shared {
            Ok(packed) => match deflate::unpack(&packed, MAX_SHARED_BYTES).await {
                Ok(Some(bytes)) => Ok(bytes),
                Ok(None) => Err(ShareError::TooLarge.to_string()),
                Err(_) => Err(ShareError::Damaged.to_string()),
            },
            Err(error) => Err(error.to_string()),
        };
        let opened = unpacked.and_then(|bytes| file::open(&bytes).map_err(|error| error.to_string()));
        match opened {
            Ok(opened) => {
                state.toast(
                    Tone::Ok,
                    format!("Opened {} from the link; changes stay in this browser", opened.design.name),
                );
                start(state, opened.design);
            }
            Err(message) => {
                state.dialog.set(Some(Dialog::NotOpened { file: "The link".to_owned(), message }));
            }
        }
    });
    true
}

/// Remembers where the camera stands.
pub(crate) fn schedule_view_save(state: AppState) {
    let timer = Timeout::new(AUTOSAVE_MS, move || {
        if let Some(camera) = state.camera.try_get_untracked()
            && let Ok(text) = serde_json::to_string(&[camera.x, camera.y, camera.zoom])
        {
            // Where the camera stood is not worth a message.
            let _ = storage::write(VIEW_KEY, &text);
        }
    });
    VIEW_SAVE.with(|slot| *slot.borrow_mut() = Some(timer));
}

/// Takes a message away after a while; what went wrong stays until it is dismissed.
pub(crate) fn expire_toast(state: AppState, id: u32, tone: Tone) {
    if tone != Tone::Bad {
        Timeout::new(TOAST_MS, move || state.dismiss(id)).forget();
    }
}

/// Does what the editor leaves to the shell.
#[inline(never)] // In what publishes every change it would be loaded before anything is shown.
pub(crate) fn carry_out(state: AppState, action: Action) {
    match action {
        Action::New => state.dialog.set(Some(Dialog::Welcome)),
        Action::Open => dom::click("open-file"),
        Action::Save => save_file(state),
        Action::ShowCode(target) => show_code(state, target),
        Action::ShowCost => super::cost::show(state, false),
        Action::CompareShapes => super::cost::show(state, true),
        Action::DownloadAll => download_all(state),
        Action::Rename => {
            let single = state.selection.with_untracked(Selection::single);
            if let Some(entity) = single.filter(|entity| rename::has_field(state, *entity)) {
                state.panel.set(Panel::Canvas);
                state.renaming.set(Some(entity));
                return;
            }
            state.prefer(|prefs| prefs.right_open = true);
            state.panel.set(Panel::Right);
            state.rename.update(|count| *count = count.wrapping_add(1));
        }
        Action::Copy => copy(state, false),
        Action::Cut => copy(state, true),
        Action::Paste => paste(state, None),
        Action::ToggleMinimap => {
            state.prefer(|prefs| prefs.minimap = !prefs.minimap);
            let on = state.prefs.with_untracked(|prefs| prefs.minimap);
            state.announce(if on { "Minimap on" } else { "Minimap off" });
        }
        Action::Designs => state.dialog.set(Some(Dialog::Designs)),
        Action::CopyLink => copy_link(state),
        Action::ExportSvg => export_svg(state),
        Action::ExportPng => export_png(state),
        Action::CopyPicture => copy_picture(state),
        Action::ShowOutline => {
            state.prefer(|prefs| (prefs.left_open, prefs.left_tab) = (true, LeftTab::Outline));
            state.panel.set(Panel::Left);
            request_animation_frame(|| {
                super::browser::dom::focus_matching("[data-testid=outline] button");
            });
        }
        Action::ToggleTheme => super::shell::theme::toggle(state),
        Action::Print => super::printing::print(state),
        Action::PlanAddresses => {
            if let Some(vpc) = state.read(Editor::vpc_to_plan) {
                state.dialog.set(Some(Dialog::Planner(vpc)));
            }
        }
        Action::Find => state.dialog.set(Some(Dialog::Finder(Scope::Canvas))),
        Action::CommandPalette => state.dialog.set(Some(Dialog::Finder(Scope::Everything))),
        Action::Shortcuts => state.dialog.set(Some(Dialog::Shortcuts)),
        Action::Tour => super::tour::start(state),
        Action::Catalog => place::open(state, Place::Matrix),
        Action::Undo
        | Action::Redo
        | Action::Delete
        | Action::Duplicate
        | Action::SelectAll
        | Action::Escape
        | Action::SelectParent
        | Action::SelectChild
        | Action::SelectNext
        | Action::SelectPrevious
        | Action::ZoomIn
        | Action::ZoomOut
        | Action::ZoomToActualSize
        | Action::ZoomToFit
        | Action::ZoomToSelection
        | Action::SelectTowards(_)
        | Action::Arrange(_)
        | Action::ToggleLock
        | Action::ToggleCollapse
        | Action::ToggleGrid
        | Action::ToggleObjectSnap
        | Action::Tidy
        | Action::FixAll => {}
    }
}

/// Puts the selection on the clipboard, for menus; keys do it by the browser's own events.
fn copy(state: AppState, cut: bool) {
    let Some(text) = state.read(Editor::copy) else { return };
    leptos::task::spawn_local(async move {
        match clipboard::copy(text).await {
            Ok(()) if cut => state.cut(),
            Ok(()) => say_copied(state),
            Err(error) => state.toast(Tone::Bad, error.to_string()),
        }
    });
}

pub(crate) fn say_copied(state: AppState) {
    let count = state.selection.with_untracked(Selection::len);
    state.announce(format!("Copied {}", plural(count, "item")));
}

/// Adds what the clipboard holds, for menus.
pub(crate) fn paste(state: AppState, at: Option<ScreenPoint>) {
    leptos::task::spawn_local(async move {
        match clipboard::read().await {
            Ok(text) => state.paste(&text, at),
            Err(error) => state.toast(Tone::Warn, error.to_string()),
        }
    });
}

/// Brings the code of a target to the front.
pub(crate) fn show_code(state: AppState, target: Target) {
    state.prefer(|prefs| {
        prefs.code_open = true;
        prefs.tab = match target {
            Target::Cli => CodeTab::Cli,
            Target::Terraform => CodeTab::Terraform,
            Target::CloudFormation => CodeTab::CloudFormation,
        };
    });
    state.panel.set(Panel::Code);
}

/// The stem of downloads: the design's name as the exports spell it.
fn stem(state: AppState) -> String {
    state.graph.with_untracked(|graph| graph.name.kebab().to_owned())
}

/// Offers the design as a file.
pub(crate) fn save_file(state: AppState) {
    let text = state.design.with_untracked(|design| file::save(design));
    let name = format!("{}.vpc.json", stem(state));
    finish(state, files::download(&name, "application/json", text.as_bytes()), format!("Saved {name}"));
}

/// Offers one text as a file.
pub(crate) fn download_text(state: AppState, path: &str, text: &str) {
    let name = path.rsplit('/').next().unwrap_or(path);
    finish(state, files::download(name, "text/plain", text.as_bytes()), format!("Downloaded {name}"));
}

/// Offers the files of all targets and the design in one archive.
pub(crate) fn download_all(state: AppState) {
    state.settle();
    let stem = stem(state);
    let mut entries =
        vec![(format!("{stem}/{stem}.vpc.json"), state.design.with_untracked(|design| file::save(design)))];
    for target in Target::ALL {
        for artifact in state.files(target).get_untracked().0.iter() {
            state.mark_copied(target, &artifact.path, artifact.text());
            entries.push((format!("{stem}/{}/{}", target.word(), artifact.path), artifact.text().to_owned()));
        }
    }
    let name = format!("{stem}.zip");
    let result = archive::zip(&entries).and_then(|bytes| files::download(&name, "application/zip", &bytes));
    finish(state, result, format!("Downloaded {name}"));
}

fn finish(state: AppState, result: Result<(), super::browser::BrowserError>, done: String) {
    match result {
        Ok(()) => state.toast(Tone::Ok, done),
        Err(error) => state.toast(Tone::Bad, error.to_string()),
    }
}

/// Reads a picked or dropped file and puts its design in the place of the present one. If it cannot be read, the
/// present one stays and a dialog says why.
pub(crate) fn open_file(state: AppState, picked: &web_sys::File) {
    let name = picked.name();
    files::read(picked, move |bytes| {
        let refuse = |message: String| {
            state.dialog.set(Some(Dialog::NotOpened { file: name.clone(), message }));
        };
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(error) => return refuse(error.to_string()),
        };
        match file::open(&bytes) {
            Ok(opened) => {
                start(state, opened.design);
                let notes: Vec<String> = opened.notes.iter().map(ToString::to_string).collect();
                state.dialog.set((!notes.is_empty()).then(|| Dialog::Notes { file: name.clone(), notes }));
                state.toast(Tone::Ok, format!("Opened {name}"));
            }
            // A list of endpoint services is no design, and it is clear what is meant.
            Err(_) if catalog::take_list(state, &bytes, &name) => {}
            Err(error) => refuse(error.to_string()),
        }
    });
}

/// Stores what waits for its timer.
pub(crate) fn flush(state: AppState) {
    if matches!(state.saved.try_get_untracked(), Some(Saved::Pending)) {
        AUTOSAVE.with(|slot| slot.borrow_mut().take());
        autosave(state);
    }
}
