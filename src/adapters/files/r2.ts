import type { FileStore } from './port.ts';

type Bucket = Pick<R2Bucket, 'put' | 'get' | 'delete'>;
type Log = (event: string, fields: Readonly<Record<string, string>>) => void;

/** Files in an R2 bucket, which checks the hash of what it takes. https://developers.cloudflare.com/r2/api/workers/workers-api-reference/ */
export function r2Files(bucket: Bucket, log: Log): FileStore {
  const failed = (asked: string, error: unknown) => {
    // R2 names the failure by a number at the end, such as (10001); its words may hold the key.
    const [, code = 'unknown'] = /\((\d{4,6})\)\s*$/.exec(error instanceof Error ? error.message : '') ?? [];
    log('files_failed', { asked, code });
    return 'unavailable' as const;
  };
  return {
    put: async (key, { bytes, sha256, mediaType }) => {
      try {
        await bucket.put(key, bytes, { sha256, httpMetadata: { contentType: mediaType } });
        return 'kept';
      } catch (error) {
        return failed('put', error);
      }
    },
    get: async (key) => {
      try {
        const found = await bucket.get(key);
        return found === null ? { kind: 'missing' } : { kind: 'found', body: found.body, bytes: found.size };
      } catch (error) {
        return { kind: failed('get', error) };
      }
    },
    remove: async (keys) => {
      try {
        if (keys.length > 0) await bucket.delete([...keys]);
        return 'gone';
      } catch (error) {
        return failed('delete', error);
      }
    },
  };
}
