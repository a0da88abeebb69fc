import type { Context as HonoContext } from 'hono';
import type { Context } from '../../operations/core/context.ts';
import { readFormerSession } from '../../operations/staff/former-session.ts';
import { newResume } from '../../operations/staff/resume.ts';
import { signedOutPage } from '../../views/dashboard/sign-in-again.tsx';
import { isRead } from '../own-forms.ts';
import { staffSecret } from './cookies.ts';
import { withToken } from './guard-forms.ts';
import { respondWith } from './respond.ts';
import { DONE, fieldsOf } from './sign-in-again.ts';

/**
 * A form whose session ended while it was written: it is shown with all that was typed, to be sent by its person once they have
 * signed in again, and does nothing by itself. Null for what is no such form.
 */
export async function keepForm(
  c: HonoContext,
  { ctx, uploadBytes }: { readonly ctx: Context; readonly uploadBytes: number },
): Promise<Response | null> {
  if (isRead(c)) return null;
  const former = await readFormerSession(ctx, { secret: staffSecret(c) });
  if (former.kind !== 'done') return null;
  const { personId, csrf } = former.value;
  const path = c.req.path;
  const refused = await withToken(
    c,
    csrf,
    async () => {
      const token = await newResume(ctx, { personId, path });
      const form = await c.req.formData();
      const view = {
        action: path,
        token,
        fields: await fieldsOf(c),
        hasFile: [...form.values()].some((value) => typeof value !== 'string' && value.size > 0),
        isMultipart: uploadBytes > 0,
        signIn: `/dashboard/sign-in?next=${encodeURIComponent(DONE)}`,
      };
      c.res = await respondWith(c, 403, (context) => signedOutPage(view, context));
    },
    { uploadBytes },
  );
  return refused ?? c.res;
}
