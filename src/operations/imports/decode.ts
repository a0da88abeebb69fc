type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** Bytes that are no text of the file's encoding. */
export class NotDecodable extends Error {}

/** By its byte order mark; without one, UTF-16 has a zero in every other byte of the text that files begin with. */
export function encodingOf(start: Uint8Array): Encoding {
  const [a, b] = start;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  const zeros = (odd: number) => start.filter((byte, at) => at % 2 === odd && byte === 0).length;
  const most = start.length / 4;
  if (zeros(1) > most) return 'utf-16le';
  return zeros(0) > most ? 'utf-16be' : 'utf-8';
}

const LOOK_AT = 64;

/**
 * The text of a file as it comes in, in UTF-8 or UTF-16 of either order, without its byte order mark; null where it is larger
 * than `limit` bytes. Throws {@link NotDecodable}.
 */
export async function* decoded(
  body: ReadableStream<Uint8Array>,
  limit: number,
): AsyncGenerator<string | null> {
  let start = new Uint8Array();
  let decoder: TextDecoder | null = null;
  let size = 0;
  const text = (bytes: Uint8Array, isLast: boolean): string => {
    decoder ??= new TextDecoder(encodingOf(start.length > 0 ? start : bytes), {
      fatal: true,
      ignoreBOM: false,
    });
    try {
      return decoder.decode(bytes, { stream: !isLast });
    } catch (error) {
      if (error instanceof TypeError) throw new NotDecodable();
      throw error;
    }
  };
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limit) {
      yield null;
      return;
    }
    if (decoder !== null) yield text(chunk, false);
    else {
      const joined = new Uint8Array(start.length + chunk.length);
      joined.set(start);
      joined.set(chunk, start.length);
      start = joined;
      if (start.length >= LOOK_AT) yield text(start, false);
    }
  }
  yield text(decoder === null ? start : new Uint8Array(), true);
}
