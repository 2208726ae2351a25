//! Reports that crossclaim wrote. One that lies among the documents repeats what they say, so it is left out
//! where it is met in a directory.

use memchr::memmem;

/// What stands near the start of a report, by its format.
const MARKS: &[&str] = &[
    "<meta name=\"generator\" content=\"crossclaim ",
    "<!-- crossclaim report -->",
    "\"schema\": \"crossclaim/",
    "\"driver\": {\n          \"name\": \"crossclaim\"",
    "\"source\": {\n    \"name\": \"crossclaim\"",
    "<testsuites name=\"crossclaim\"",
];
/// Bytes in which the mark stands.
const HEAD: usize = 600;

/// True for the bytes of a file that is a report of crossclaim.
pub fn is_report(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    if MARKS.iter().any(|mark| memmem::find(head, mark.as_bytes()).is_some()) {
        return true;
    }
    // Code quality for GitLab has no room for a name; one without issues says nothing.
    let text = head.trim_ascii();
    text == b"[]"
        || text.starts_with(b"[") && CODE_QUALITY.iter().all(|key| memmem::find(text, key).is_some())
}

/// Keys of an issue of code quality.
const CODE_QUALITY: [&[u8]; 3] = [b"\"check_name\": ", b"\"description\": ", b"\n  {"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_about_crossclaim_is_no_report() {
        assert!(!is_report(b"# crossclaim\n\nA linter. `\"schema\"` of its report: crossclaim/report/1\n"));
        assert!(!is_report(b"[{\"name\": \"cranes\", \"count\": 12}]"));
        assert!(is_report(b"{\n  \"schema\": \"crossclaim/report/1\",\n"));
        assert!(is_report(b"[]\n"));
    }
}
