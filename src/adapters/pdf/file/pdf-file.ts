import { zlibSync } from 'fflate/browser';
import { array, dict, name, number, type Ref, type Value } from './values.ts';

/** As many objects as are compressed together. */
const TOGETHER = 200;
const LATIN = new TextEncoder();

type Entry = { readonly value: Value; readonly data: Uint8Array | null };
type Place =
  | { readonly kind: 'at'; readonly offset: number }
  | { readonly kind: 'in'; readonly stream: number; readonly index: number };

/**
 * The objects of a PDF 1.7 file, and the file that they make: streams deflated, all else packed in object streams. What
 * is added in the same order has the same bytes, in every runtime: nothing is drawn at random and nothing asks the clock.
 */
export class PdfFile {
  readonly #entries: (Entry | null)[] = [null];

  /** A place for an object that others name before it is known. */
  reserve(): Ref {
    this.#entries.push(null);
    return `${this.#entries.length - 1} 0 R`;
  }

  add(value: Value, at: Ref = this.reserve()): Ref {
    this.#entries[Number.parseInt(at, 10)] = { value, data: null };
    return at;
  }

  /** A stream, deflated unless it says itself how it is packed, or must be read as it is. */
  stream(
    entries: Readonly<Record<string, Value | undefined>>,
    data: Uint8Array,
    packing: 'deflate' | 'as is' = 'deflate',
  ): Ref {
    const at = this.reserve();
    const packed = packing === 'deflate' ? zlibSync(data) : data;
    const filter = packing === 'deflate' ? { Filter: name('FlateDecode') } : {};
    const value = dict({ ...entries, ...filter, Length: number(packed.length) });
    this.#entries[Number.parseInt(at, 10)] = { value, data: packed };
    return at;
  }

  /** The whole file. `id` is a string of bytes that tells documents apart. */
  save(trailer: { readonly root: Ref; readonly info: Ref; readonly id: Value }): Uint8Array {
    const chunks: Uint8Array[] = [];
    let length = 0;
    const write = (chunk: Uint8Array | string): void => {
      const encoded = typeof chunk === 'string' ? LATIN.encode(chunk) : chunk;
      chunks.push(encoded);
      length += encoded.length;
    };
    const places = new Map<number, Place>();
    const writeStream = (id: number, { value, data }: Entry): void => {
      places.set(id, { kind: 'at', offset: length });
      write(`${id} 0 obj\n${value}\nstream\n`);
      write(data ?? new Uint8Array());
      write('\nendstream\nendobj\n');
    };
    // The comment's bytes above 127 say that the file is binary.
    write('%PDF-1.7\n%');
    write(new Uint8Array([0xe2, 0xe3, 0xcf, 0xd3, 0x0a]));
    const plain: [number, Value][] = [];
    for (const [id, entry] of this.#entries.entries()) {
      if (entry === null) continue;
      if (entry.data === null) plain.push([id, entry.value]);
      else writeStream(id, entry);
    }
    let next = this.#entries.length;
    for (let from = 0; from < plain.length; from += TOGETHER) {
      const group = plain.slice(from, from + TOGETHER);
      for (const [index, [id]] of group.entries()) places.set(id, { kind: 'in', stream: next, index });
      writeStream(next, objectStream(group));
      next += 1;
    }
    const start = length;
    places.set(next, { kind: 'at', offset: start });
    writeStream(next, crossReference(places, next + 1, trailer));
    write(`startxref\n${start}\n%%EOF\n`);
    return joined(chunks, length);
  }
}

function objectStream(group: readonly (readonly [id: number, value: Value])[]): Entry {
  let offset = 0;
  const head = group.map(([id, value]) => {
    const at = offset;
    offset += value.length + 1;
    return `${id} ${at}`;
  });
  const first = `${head.join(' ')}\n`;
  const data = zlibSync(LATIN.encode(first + group.map(([, value]) => value).join('\n')));
  const entries = { Type: name('ObjStm'), N: number(group.length), First: number(first.length) };
  return { value: dict({ ...entries, Filter: name('FlateDecode'), Length: number(data.length) }), data };
}

function crossReference(
  places: ReadonlyMap<number, Place>,
  size: number,
  { root, info, id }: { readonly root: Ref; readonly info: Ref; readonly id: Value },
): Entry {
  const rows = new Uint8Array(size * 7);
  const view = new DataView(rows.buffer);
  // Object 0 heads the list of free ones, by tradition with generation 65,535.
  view.setUint16(5, 0xffff);
  for (const [number, place] of places) {
    const at = number * 7;
    view.setUint8(at, place.kind === 'at' ? 1 : 2);
    view.setUint32(at + 1, place.kind === 'at' ? place.offset : place.stream);
    view.setUint16(at + 5, place.kind === 'at' ? 0 : place.index);
  }
  const data = zlibSync(rows);
  const value = dict({
    Type: name('XRef'),
    Size: number(size),
    W: array(['1', '4', '2']),
    Root: root,
    Info: info,
    ID: array([id, id]),
    Filter: name('FlateDecode'),
    Length: number(data.length),
  });
  return { value, data };
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const file = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    file.set(chunk, at);
    at += chunk.length;
  }
  return file;
}
