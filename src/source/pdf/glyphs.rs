//! The characters of a page with where they stand, as its drawing program sets them.

use pdf_extract::{Document, MediaBox, Object, OutputDev, OutputError, Transform};
use rustc_hash::FxHashMap;

/// A character, or a ligature, on the page. Lengths are points; the page begins at its upper left.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    pub x: f64,
    /// Of the line that the characters stand on, from the top.
    pub y: f64,
    /// Where it ends to the right.
    pub end: f64,
    pub size: f64,
    pub text: Box<str>,
}

/// A page.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub glyphs: Vec<Glyph>,
    top: f64,
}

impl OutputDev for Page {
    fn begin_page(
        &mut self,
        _number: u32,
        media: &MediaBox,
        _art: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        self.top = media.ury;
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _spacing: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        // Text that runs up the margin, as stamps do, is not part of what is said.
        let upright = place.m11 > 0.0 && place.m12.abs() < place.m11 * 0.2;
        let size = (place.m11.hypot(place.m12) * place.m22.hypot(place.m21)).sqrt() * font_size;
        if !upright || !size.is_finite() || size <= 0.0 || text.is_empty() {
            return Ok(());
        }
        let (x, y) = (place.m31, self.top - place.m32);
        if !x.is_finite() || !y.is_finite() {
            return Ok(());
        }
        let wide = place.m11 * font_size;
        self.glyphs.push(Glyph { x, y, end: x + width * wide, size, text: text.into() });
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

/// True when a drawing of the file contains itself, by whatever way: its decoder would never end.
pub(super) fn has_ring(document: &Document) -> bool {
    let mut drawn: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for (id, object) in &document.objects {
        let Object::Stream(stream) = object else { continue };
        let resources = stream.dict.get(b"Resources").and_then(|r| document.dereference(r));
        let Ok((_, Object::Dictionary(resources))) = resources else { continue };
        let Ok((_, Object::Dictionary(inner))) =
            resources.get(b"XObject").and_then(|x| document.dereference(x))
        else {
            continue;
        };
        let inner: Vec<_> = inner.iter().filter_map(|(_, object)| object.as_reference().ok()).collect();
        drawn.insert(*id, inner);
    }
    // Takes away, again and again, what draws nothing that is left.
    let mut waits: FxHashMap<_, usize> = FxHashMap::default();
    let mut users: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for (&id, inner) in &drawn {
        let open: Vec<_> = inner.iter().filter(|inner| drawn.contains_key(inner)).collect();
        waits.insert(id, open.len());
        for &inner in open {
            users.entry(inner).or_default().push(id);
        }
    }
    let mut free: Vec<_> = waits.iter().filter(|(_, open)| **open == 0).map(|(id, _)| *id).collect();
    let mut left = waits.len();
    while let Some(id) = free.pop() {
        left -= 1;
        for user in users.remove(&id).unwrap_or_default() {
            if let Some(open) = waits.get_mut(&user) {
                *open -= 1;
                if *open == 0 {
                    free.push(user);
                }
            }
        }
    }
    left > 0
}
