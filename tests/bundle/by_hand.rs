//! ZIPs put together by hand, with every field open to lies.

/// One entry; what is not said otherwise is honest.
#[derive(Clone)]
pub(crate) struct Raw {
    pub(crate) name: Vec<u8>,
    pub(crate) local_name: Vec<u8>,
    pub(crate) data: Vec<u8>,
    pub(crate) method: u16,
    pub(crate) local_method: u16,
    pub(crate) flags: u16,
    pub(crate) local_flags: u16,
    pub(crate) crc: u32,
    pub(crate) local_crc: u32,
    /// Packed and unpacked size in the directory.
    pub(crate) sizes: (u32, u32),
    pub(crate) local_sizes: (u32, u32),
    pub(crate) attributes: u32,
    pub(crate) extra: Vec<u8>,
    pub(crate) local_extra: Vec<u8>,
    pub(crate) descriptor: Vec<u8>,
    pub(crate) before: Vec<u8>,
    pub(crate) offset: Option<u32>,
}

/// A stored file.
pub(crate) fn stored(name: &str, content: &[u8]) -> Raw {
    raw(name.as_bytes(), content.to_vec(), content, 0)
}

/// A deflated file.
pub(crate) fn deflated(name: &str, content: &[u8]) -> Raw {
    raw(name.as_bytes(), miniz_oxide::deflate::compress_to_vec(content, 9), content, 8)
}

pub(crate) fn raw(name: &[u8], data: Vec<u8>, content: &[u8], method: u16) -> Raw {
    let crc = rawzip::crc32(content);
    let sizes = (data.len() as u32, content.len() as u32);
    Raw {
        name: name.to_vec(),
        local_name: name.to_vec(),
        data,
        method,
        local_method: method,
        flags: 0x800,
        local_flags: 0x800,
        crc,
        local_crc: crc,
        sizes,
        local_sizes: sizes,
        attributes: 0,
        extra: Vec::new(),
        local_extra: Vec::new(),
        descriptor: Vec::new(),
        before: Vec::new(),
        offset: None,
    }
}

impl Raw {
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    /// Sizes and checksum behind the data, as programs write it that cannot go back.
    pub(crate) fn described(self, signature: bool, wide: bool) -> Self {
        self.with(|it| {
            it.flags |= 8;
            it.local_flags |= 8;
            it.local_crc = 0;
            it.local_sizes = (0, 0);
            if signature {
                it.descriptor.extend(b"PK\x07\x08");
            }
            it.descriptor.extend(it.crc.to_le_bytes());
            for size in [it.sizes.0, it.sizes.1] {
                it.descriptor.extend(size.to_le_bytes());
                if wide {
                    it.descriptor.extend([0; 4]);
                }
            }
        })
    }
}

/// The letter `a` so many times (4 to 65,539), packed as only Deflate64 can: one match that is longer than deflate's.
pub(crate) fn deflate_64(times: u32) -> Vec<u8> {
    let mut bits: Vec<bool> = Vec::new();
    let code = |bits: &mut Vec<bool>, code: u32, length: u32| {
        bits.extend((0..length).rev().map(|bit| code >> bit & 1 == 1));
    };
    // The last block, with fixed codes; the letter; a match of code 285 with 16 further bits, at a distance of 1; the end.
    bits.extend([true, true, false]);
    code(&mut bits, 0x30 + u32::from(b'a'), 8);
    code(&mut bits, 0b1100_0101, 8);
    bits.extend((0..16).map(|bit| (times - 4) >> bit & 1 == 1));
    code(&mut bits, 0, 5);
    code(&mut bits, 0, 7);
    let byte = |bits: &[bool]| bits.iter().enumerate().fold(0, |byte, (at, bit)| byte | u8::from(*bit) << at);
    bits.chunks(8).map(byte).collect()
}

pub(crate) fn u16s(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

pub(crate) fn u32s(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// An extra field.
pub(crate) fn extra(id: u16, data: &[u8]) -> Vec<u8> {
    [u16s(&[id, data.len() as u16]), data.to_vec()].concat()
}

/// The end of a ZIP; honest unless changed.
pub(crate) struct End {
    pub(crate) disks: (u16, u16),
    pub(crate) counts: (u16, u16),
    pub(crate) size: u32,
    pub(crate) offset: u32,
    pub(crate) comment: Vec<u8>,
    /// Between directory and end.
    pub(crate) between: Vec<u8>,
    pub(crate) after: Vec<u8>,
}

pub(crate) fn zip(entries: &[Raw]) -> Vec<u8> {
    zip_with(entries, |_| {})
}

pub(crate) fn zip_with(entries: &[Raw], change: impl FnOnce(&mut End)) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for it in entries {
        out.extend(&it.before);
        let offset = out.len() as u32;
        let lengths = |name: &[u8], extra: &[u8]| u16s(&[name.len() as u16, extra.len() as u16]);
        out.extend(b"PK\x03\x04");
        out.extend(u16s(&[20, it.local_flags, it.local_method, 0, 0x21]));
        out.extend(u32s(&[it.local_crc, it.local_sizes.0, it.local_sizes.1]));
        out.extend(lengths(&it.local_name, &it.local_extra));
        out.extend([&it.local_name, &it.local_extra, &it.data, &it.descriptor].map(Vec::as_slice).concat());

        directory.extend(b"PK\x01\x02");
        directory.extend(u16s(&[0x314, 20, it.flags, it.method, 0, 0x21]));
        directory.extend(u32s(&[it.crc, it.sizes.0, it.sizes.1]));
        directory.extend(lengths(&it.name, &it.extra));
        directory.extend(u16s(&[0, 0, 0]));
        directory.extend(u32s(&[it.attributes, it.offset.unwrap_or(offset)]));
        directory.extend([&it.name, &it.extra].map(Vec::as_slice).concat());
    }
    let count = entries.len() as u16;
    let mut end = End {
        disks: (0, 0),
        counts: (count, count),
        size: directory.len() as u32,
        offset: out.len() as u32,
        comment: Vec::new(),
        between: Vec::new(),
        after: Vec::new(),
    };
    change(&mut end);
    out.extend(directory);
    out.extend(&end.between);
    out.extend(b"PK\x05\x06");
    out.extend(u16s(&[end.disks.0, end.disks.1, end.counts.0, end.counts.1]));
    out.extend(u32s(&[end.size, end.offset]));
    out.extend(u16s(&[end.comment.len() as u16]));
    out.extend(&end.comment);
    out.extend(&end.after);
    out
}
