import type { Context as HonoContext } from 'hono';
import type { Context } from '../../operations/core/context.ts';
import { readFormerSession } from '../../operations/staff/former-session.ts';
import { newResume, resumedBy } from '../../operations/staff/resume.ts';
import { signedOutPage } from '../../views/dashboard/sign-in-again.tsx';
import { isRead } from '../own-forms.ts';
import { formerStaffSecrets, staffSecret } from './cookies.ts';
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
  const secrets = [staffSecret(c) ?? '', ...formerStaffSecrets(c)].filter((secret) => secret !== '');
  if (secrets.length === 0) return null;
  const path = c.req.path;
  let personId = '';
  // A press with nothing typed needs no keeping.
  let isEmpty = false;
  const refused = await withToken(
    c,
    null,
    async () => {
      const form = await c.req.formData();
      const fields = await fieldsOf(c);
      const hasFile = [...form.values()].some((value) => typeof value !== 'string' && value.size > 0);
      isEmpty = fields.length === 0 && !hasFile;
      if (isEmpty) return;
      const token = await newResume(ctx, { personId, path });
      const view = {
        action: path,
        token,
        fields,
        hasFile,
        isMultipart: uploadBytes > 0,
        signIn: `/dashboard/sign-in?next=${encodeURIComponent(DONE)}`,
      };
      c.res = await respondWith(c, 403, (context) => signedOutPage(view, context));
    },
    {
      uploadBytes,
      isOther: async (token) => {
        const former = await readFormerSession(ctx, { secrets, token });
        // Pressed before its person has signed in again, it waits on.
        const whose = former.kind === 'done' ? former.value.personId : await resumedBy(ctx, { path, token });
        personId = whose ?? '';
        return whose !== null;
      },
    },
  );
  return refused ?? (isEmpty ? null : c.res);
}
