import { fromBase64Url } from './adapters/links/base64-url.ts';
import type { LinkKey } from './adapters/links/links.ts';
import { readList, refuse, required, SettingError } from './config-read.ts';
import { linkKeysProblem } from './domain/configuration.ts';

/** `k1:<base64url>,k0:<base64url>`: the first makes new links, the others verify old ones. */
export function readLinkKeys(env: object): readonly [LinkKey, ...LinkKey[]] {
  const [first, ...rest] = readList(required(env, 'LINK_KEYS')).map((item): LinkKey => {
    const [, id, encoded] = /^k(\d{1,3}):(.+)$/.exec(item) ?? [];
    // openssl's base64 ends in what base64url leaves out.
    const secret = fromBase64Url((encoded ?? '').replace(/=+$/, ''));
    if (id === undefined || Number(id) > 255 || secret === null || secret.length < 32) {
      throw new SettingError(
        'LINK_KEYS',
        'LINK_KEYS has to be k<0-255>:<32 random bytes in base64url>, separated by commas',
      );
    }
    return { id: Number(id), secret };
  });
  if (first === undefined) throw new SettingError('LINK_KEYS', 'LINK_KEYS is empty');
  refuse('LINK_KEYS', linkKeysProblem([first, ...rest]));
  return [first, ...rest];
}
