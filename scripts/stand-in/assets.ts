import { Refusal, type Route } from './http.ts';
import type { AccountState } from './state.ts';

const SESSION = /^\/client\/v4\/accounts\/\w+\/workers\/scripts\/([^/]+)\/assets-upload-session$/;
const UPLOAD = /^\/client\/v4\/accounts\/\w+\/workers\/assets\/upload$/;

type Manifest = Readonly<Record<string, { readonly hash: string }>>;

/** The upload of static assets: a session says which are wanted, and its token stands for the whole manifest. */
export function assetRoutes(account: AccountState): readonly Route[] {
  return [
    [
      'POST',
      SESSION,
      async ({ request }) => {
        const { manifest }: { manifest: Manifest } = JSON.parse(await request.text());
        const wanted = Object.values(manifest).flatMap(({ hash }) => (account.blobs.has(hash) ? [] : [hash]));
        return { jwt: tokenOf(manifest), buckets: wanted.length === 0 ? [] : [[...new Set(wanted)]] };
      },
    ],
    [
      'POST',
      UPLOAD,
      async ({ request }) => {
        const jwt = (request.headers.get('Authorization') ?? '').replace(/^Bearer /, '');
        for (const [hash, part] of await request.formData()) {
          const base64 = typeof part === 'string' ? part : await part.text();
          account.blobs.set(hash, Buffer.from(base64, 'base64'));
        }
        return Response.json({ result: { jwt }, success: true, errors: [], messages: [] }, { status: 201 });
      },
    ],
  ];
}

/** The paths that a token stands for, with the hash of each. */
export function completedManifest(account: AccountState, jwt: string): ReadonlyMap<string, string> {
  const manifest: Manifest = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());
  const paths = new Map(Object.entries(manifest).map(([path, { hash }]) => [path, hash]));
  for (const hash of paths.values()) {
    if (!account.blobs.has(hash)) throw new Refusal(400, 10071, 'Not every asset was uploaded.');
  }
  return paths;
}

const tokenOf = (manifest: Manifest): string =>
  `stand-in.${Buffer.from(JSON.stringify(manifest)).toString('base64url')}.unsigned`;
