//! `roadmap report readme`

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::whole;
use crate::cli::args::ReadArgs;
use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::save;
use crate::say;
use crate::sentence::FileAction;
use crate::view;

/// Rewrites the block of a README, and the picture that it shows.
pub(super) fn readme(
    file: &Path,
    picture: &str,
    dry_run: bool,
    read: &ReadArgs,
    context: &Context,
) -> Result<(), Failure> {
    let (review, _) = whole(read, context)?;
    let lang = context.style().lang;
    let block = view::readme_block(&review, picture, lang);
    if dry_run {
        return context.give(&block);
    }
    let failed = |error: io::Error| Failure::named_file(file, &file.display().to_string(), &error);
    let path = fs::canonicalize(context.here().join(file)).map_err(failed)?;
    let bytes = fs::read(&path).map_err(failed)?;
    let name = file.display().to_string();
    let Ok(document) = String::from_utf8(bytes) else {
        return Err(Failure::request(say!(
            "`{name}` is not UTF-8 text",
            "`{name}` 不是 UTF-8 文本"
        ))
        .hint(say!("save it as UTF-8; nothing was changed", "请存为 UTF-8；没有任何改动")));
    };
    let Some(text) = view::with_block(&document, &block) else {
        return Err(Failure::request(say!(
            "`{name}` has no place for the block",
            "`{name}` 中没有放置进度区块的位置"
        ))
        .details(&format!("{}\n{}", view::BEGIN, view::END))
        .hint(say!(
            "put these two lines where the block should stand; nothing was changed",
            "请把上面两行放在进度区块该出现的地方；没有任何改动"
        )));
    };
    let words = lang.words().review();
    let drawn = view::year_picture(&review, lang);
    let beside = beside(&path, picture);
    let drew = write(&beside, &drawn, None)?;
    let wrote = write(&path, &text, Some(&document))?;
    context.tell(&words.block_written(&name, drew || wrote))
}

fn beside(path: &Path, picture: &str) -> PathBuf {
    let file = path.parent().unwrap_or(Path::new(".")).join(picture);
    // A symbolic link stays one.
    fs::canonicalize(&file).unwrap_or(file)
}

/// Writes a file at once or not at all, and says whether it is another one now.
///
/// # Errors
///
/// Refuses a file that another program has changed since it was read as `before`.
fn write(path: &Path, text: &str, before: Option<&str>) -> Result<bool, Failure> {
    let failed = |error: io::Error| Failure::file(FileAction::Write, path, &error);
    let found = match fs::read(path) {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return save::create(path, text).map_err(failed);
        }
        Err(error) => return Err(failed(error)),
    };
    if found == text.as_bytes() {
        return Ok(false);
    }
    let is_known = before.is_none_or(|before| found == before.as_bytes());
    if !is_known || !save::replace(path, &found, text).map_err(failed)? {
        let name = path.display();
        return Err(Failure::request(say!(
            "`{name}` was changed by another program in the meantime",
            "`{name}` 在此期间被其他程序修改"
        ))
        .hint(say!("run the command again", "请重新运行命令")));
    }
    Ok(true)
}
