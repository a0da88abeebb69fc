/** Inflates zlib data of a known size; null where it comes to more, which is not read to its end, or to less. */
export async function inflateExactly(data: Uint8Array, size: number): Promise<Uint8Array | null> {
  const inflated = new Uint8Array(size);
  let at = 0;
  try {
    const reader = new Blob([Uint8Array.from(data)])
      .stream()
      .pipeThrough(new DecompressionStream('deflate'))
      .getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return at === size ? inflated : null;
      if (at + value.length > size) {
        await reader.cancel();
        return null;
      }
      inflated.set(value, at);
      at += value.length;
    }
  } catch (error) {
    // It is not zlib's, its checksum is wrong, or something stands after its end.
    if (error instanceof TypeError || error instanceof RangeError) return null;
    throw error;
  }
}

export async function deflate(data: Uint8Array): Promise<Uint8Array> {
  const stream = new Blob([Uint8Array.from(data)]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
