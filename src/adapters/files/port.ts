/** What becomes of asking the bucket. It never throws for a failure outside. */
export type FileStore = {
  /** Keeps a file under a key; the same key and content again change nothing. */
  readonly put: (
    key: string,
    file: { readonly bytes: Uint8Array; readonly sha256: string; readonly mediaType: string },
  ) => Promise<'kept' | 'unavailable'>;
  readonly get: (key: string) => Promise<StoredFile>;
  /** At most a thousand keys; one that is not there is gone as well. */
  readonly remove: (keys: readonly string[]) => Promise<'gone' | 'unavailable'>;
};

export type StoredFile =
  | { readonly kind: 'found'; readonly body: ReadableStream<Uint8Array>; readonly bytes: number }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unavailable' };
