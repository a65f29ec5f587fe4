//! Where the nearest plan is.

use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::workspace::PLAN_FILE;
use crate::say;

/// The nearest plan, from `start` upwards, but not beyond the repository's top.
///
/// # Errors
///
/// Says that there is none.
pub(crate) fn find_plan(start: &Path) -> Result<PathBuf, Failure> {
    for directory in start.ancestors() {
        let file = directory.join(PLAN_FILE);
        if file.is_file() {
            return Ok(file);
        }
        if directory.join(".git").exists() {
            break;
        }
        if is_bare(directory) {
            return Err(Failure::request(say!(
                "`{}` is a bare repository, which has no files",
                "`{}` 是裸仓库，其中没有文件",
                directory.display()
            ))
            .hint(say!(
                "`git clone` makes a folder with them",
                "请用 `git clone` 得到带文件的目录"
            )));
        }
    }
    Err(Failure::request(say!(
        "there is no {PLAN_FILE} in `{}` or above",
        "`{}` 及其上级目录中没有 {PLAN_FILE}",
        start.display()
    ))
    .hint(say!("`roadmap init` makes one", "新建计划：`roadmap init`")))
}

/// Whether this directory is a bare repository; the `.git` of another is none.
fn is_bare(directory: &Path) -> bool {
    !directory.ends_with(".git")
        && directory.join("HEAD").is_file()
        && ["objects", "refs"].iter().all(|name| directory.join(name).is_dir())
}
