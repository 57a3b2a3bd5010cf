//! A zip of text files.
//!
//! `rawzip` writes the container, entries are stored as they are: a handful of short texts is not worth a compressor in
//! the download.

use std::io::Write;

use rawzip::{CompressionMethod, ZipArchiveWriter, time::UtcDateTime};

use super::BrowserError;

/// Packs `(path, text)` pairs; shell scripts may be run after unpacking.
pub(crate) fn zip(files: &[(String, String)]) -> Result<Vec<u8>, BrowserError> {
    write(files).map_err(|error| BrowserError(format!("The archive could not be made: {error}")))
}

fn write(files: &[(String, String)]) -> Result<Vec<u8>, rawzip::Error> {
    let mut bytes = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut bytes);
    let now = UtcDateTime::from_unix((js_sys::Date::new_0().get_time() / 1000.0) as i64);
    for (path, text) in files {
        let mode = if path.ends_with(".sh") { 0o755 } else { 0o644 };
        let (mut entry, config) = archive
            .new_file(path.as_str())
            .compression_method(CompressionMethod::STORE)
            .unix_permissions(mode)
            .last_modified(now)
            .start()?;
        let mut writer = config.wrap(&mut entry);
        writer.write_all(text.as_bytes())?;
        let (_, output) = writer.finish()?;
        entry.finish(output)?;
    }
    archive.finish()?;
    Ok(bytes)
}
