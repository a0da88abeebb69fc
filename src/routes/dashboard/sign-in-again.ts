import type { Context as HonoContext, Next } from 'hono';
import { isFreshSignIn } from '../../domain/staff/fresh-sign-in.ts';
import type { Context } from '../../operations/core/context.ts';
import { readFormerSession } from '../../operations/staff/former-session.ts';
import { newResume, resumedBy } from '../../operations/staff/resume.ts';
import type { StaffVisit } from '../../operations/staff/visit.ts';
import { signInAgainPage } from '../../views/dashboard/sign-in-again.tsx';
import { isRead } from '../own-forms.ts';
import { askedPage } from '../way-back.ts';
import { formerStaffSecrets } from './cookies.ts';
import { pathWithin, withToken } from './guard-forms.ts';
import type { FramedContext } from './respond.ts';

type Guarded = {
  readonly ctx: Context;
  readonly visit: StaffVisit;
  readonly asksFresh: boolean;
  readonly uploadBytes?: number;
  /** Answers with a page in the frame that the route has. */
  readonly respond: (status: 403, draw: (context: FramedContext) => string) => Promise<Response>;
};

/**
 * Continues for whoever may, once the token of a POST was checked. Where a fresh sign-in is asked for and the session has none,
 * a page sends to it and back; a form is shown again, with what was typed, to be sent once its person has signed in.
 */
export async function guarded(
  c: HonoContext,
  next: Next,
  { ctx, visit, asksFresh, uploadBytes = 0, respond }: Guarded,
): Promise<Response | undefined> {
  const { csrf, personId, signedInAt } = visit;
  const isStale = asksFresh && !isFreshSignIn(signedInAt, ctx.now());
  if (isRead(c)) {
    if (isStale) return c.redirect(signInAgainPath(pathWithin(askedPage(c))), 303);
    await next();
    return undefined;
  }
  const form = { personId, path: c.req.path };
  const goOn: Next = async () => {
    if (!isStale) return next();
    const token = await newResume(ctx, form);
    const view = { action: c.req.path, token, fields: await fieldsOf(c), signIn: signInAgainPath(DONE) };
    c.res = await respond(403, (context) => signInAgainPage(view, context));
  };
  const secrets = formerStaffSecrets(c);
  return withToken(c, csrf, goOn, {
    uploadBytes,
    // A form of theirs that was opened before they signed out and in again in another tab.
    isOther: async (token) => {
      if ((await resumedBy(ctx, { path: form.path, token })) === personId) return true;
      const former = await readFormerSession(ctx, { secrets, token });
      return former.kind === 'done' && former.value.personId === personId;
    },
  });
}

/** Where the sign-in leads that was opened beside a form. */
export const DONE = '/dashboard/signed-in';

const signInAgainPath = (next: string | null): string =>
  `/dashboard/sign-in?again=1${next === null ? '' : `&next=${encodeURIComponent(next)}`}`;

/** What was typed. A file is not kept. */
export async function fieldsOf(c: HonoContext): Promise<readonly (readonly [name: string, value: string])[]> {
  const form = await c.req.formData();
  return [...form].flatMap(([name, value]) =>
    typeof value === 'string' && name !== 'csrf' ? [[name, value] as const] : [],
  );
}
