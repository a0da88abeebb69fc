/**
 * zod without its 50 languages. `@hono/zod-openapi` hands the whole of zod on as one object, so that a bundler must
 * keep all of it; the languages are 269 KB that no request asks for. Everything else is zod's own, file by file, as
 * its `v4/classic/external.js` has it: `test/scripts/stubs.test.ts` fails when the two differ in anything more.
 */
import * as z from './zod-namespace.ts';

export * from './zod-namespace.ts';
export { z, z as default };
