import { Hono } from 'hono';
import { z } from 'zod';
import { parseId } from '../../../domain/ids.ts';
import type { Undone } from '../../../domain/outcome.ts';
import { addAttachment } from '../../../operations/attachments/add-attachment.ts';
import { removeAttachment } from '../../../operations/attachments/remove-attachment.ts';
import { sha256Hex } from '../../../operations/facts/hash.ts';
import { type ReadDraft, readDraft } from '../../../operations/invoices/read-draft.ts';
import { replaceDraft } from '../../../operations/invoices/update-draft.ts';
import { COMPOSE_WORDS as words } from '../../../views/dashboard/words/compose.ts';
import type { DashboardContext, DashboardEnv } from '../env.ts';
import { dashboardPath, dashboardQuery, text } from '../forms.ts';
import { formCommand } from '../invoice/form-id.ts';
import { INVOICE, ofInvoice } from '../invoice/paths.ts';
import { typedOf } from '../profile/changes.ts';
import { anyForm } from '../profile/sections.ts';
import { done, respondBare, respondUndone, within } from '../respond.ts';
import { draftOfForm, pressed, problemsByField, problemsInWords, typedOfDraft, withEmpty } from './form.ts';
import { isTooLong, readForm, showForm } from './show.ts';

/** A draft that is none any more, or never was one of theirs. */
export function respondNoDraft(c: DashboardContext, outcome: Undone, invoiceId: string) {
  const isIssued = outcome.kind === 'refused' && outcome.rejection.code === 'invoice_not_draft';
  return isIssued
    ? done(c, within(c, `/invoices/${invoiceId}`), 'not_draft')
    : respondBare(c, 404, 'not_found');
}

async function save(c: DashboardContext, invoiceId: string, form: Readonly<Record<string, unknown>>) {
  const ctx = c.get('ctx');
  const { scope } = c.get('staff');
  const read = await readDraft(ctx, { scope, invoiceId });
  if (read.kind !== 'done') return respondNoDraft(c, read, invoiceId);
  const fields = typedOf(form);
  const { act, typed } = pressed(fields);
  const wanted = act === 'add-line' ? 'line' : act === 'add-part' ? 'part' : '';
  const again = withEmpty(typed, wanted);
  const found = readForm(c, read.value, typed);
  if (found.kind === 'wrong') {
    const problems = problemsInWords(found.problems);
    return showForm(c, read.value, again, 422, { problems, problem: words.mend });
  }
  // Sent twice it is saved once; what was typed since, in a form that a browser went back to, is another command.
  const { commandId } = formCommand(ctx, 'edit', fields.form ?? '');
  const saved = await replaceDraft(ctx, {
    scope,
    invoiceId,
    commandId: `${commandId}/${(await sha256Hex(JSON.stringify(typed))).slice(0, 16)}`,
    draft: draftOfForm(read.value.draft, found.draft),
    basedOn: Number(fields.seq) || 0,
  });
  if (saved.kind === 'refused' && saved.rejection.code === 'invalid') {
    const { problems, others } = problemsByField(saved.rejection.problems);
    return showForm(c, read.value, again, 422, { problems, problem: `${words.mend} ${others}`.trim() });
  }
  if (saved.kind === 'refused' && saved.rejection.code === 'changed') {
    return showForm(c, read.value, again, 409, { isConflict: true });
  }
  if (saved.kind !== 'done') {
    return respondUndone(c, saved, ({ status, text: problem }) =>
      showForm(c, read.value, again, status, { problem }),
    );
  }
  return goOn(c, { invoiceId, act, wanted, file: form.file, read: read.value });
}

type Saved = {
  readonly invoiceId: string;
  readonly act: string;
  readonly wanted: string;
  readonly file: unknown;
  readonly read: ReadDraft;
};

/** What was pressed beside saving: it stands with all that was typed, whatever becomes of that. */
async function goOn(c: DashboardContext, { invoiceId, act, wanted, file }: Saved) {
  const ctx = c.get('ctx');
  const { scope } = c.get('staff');
  const draft = within(c, `/invoices/${invoiceId}`);
  const [, fileId = ''] = /^remove-file-(.+)$/.exec(act) ?? [];
  const attachmentId = parseId('att', fileId);
  if (attachmentId !== null) {
    const ask = { scope, invoiceId, attachmentId, commandId: `staff/unattach/${attachmentId}` };
    const removed = await removeAttachment(ctx, ask);
    return removed.kind === 'done'
      ? done(c, `${draft}/edit`, 'file_removed')
      : refuseFile(c, invoiceId, removed);
  }
  if (file instanceof File && file.size > 0) {
    const given = {
      name: file.name,
      declaredType: file.type,
      bytes: new Uint8Array(await file.arrayBuffer()),
    };
    const added = await addAttachment(ctx, { scope, invoiceId, file: given });
    if (added.kind !== 'done') return refuseFile(c, invoiceId, added);
    if (act === 'attach') return done(c, `${draft}/edit`, 'file_added');
  } else if (act === 'attach') return refuseFile(c, invoiceId, null);
  if (act === 'send') return done(c, `${draft}/issue/send`);
  return done(c, wanted === '' ? `${draft}/edit` : `${draft}/edit?more=${wanted}`, 'draft_saved');
}

async function refuseFile(c: DashboardContext, invoiceId: string, outcome: Undone | null) {
  const read = await readDraft(c.get('ctx'), { scope: c.get('staff').scope, invoiceId });
  if (read.kind !== 'done') return respondNoDraft(c, read, invoiceId);
  const typed = withEmpty(typedOfDraft(read.value), '');
  if (outcome === null) return showForm(c, read.value, typed, 422, { fileProblem: words.fileMissing });
  return respondUndone(c, outcome, ({ status, text: fileProblem }) =>
    showForm(c, read.value, typed, status, { fileProblem }),
  );
}

export const edit = new Hono<DashboardEnv>()
  .get(`${INVOICE}/edit`, dashboardPath(ofInvoice), dashboardQuery(z.object({ more: text() })), async (c) => {
    const { invoice: invoiceId } = c.req.valid('param');
    const read = await readDraft(c.get('ctx'), { scope: c.get('staff').scope, invoiceId });
    if (read.kind !== 'done') return respondNoDraft(c, read, invoiceId);
    if (isTooLong(read.value)) return done(c, within(c, `/invoices/${invoiceId}`), 'too_many_lines');
    return showForm(c, read.value, withEmpty(typedOfDraft(read.value), c.req.valid('query').more), 200);
  })
  .post(`${INVOICE}/edit`, dashboardPath(ofInvoice), anyForm, (c) =>
    save(c, c.req.valid('param').invoice, c.req.valid('form')),
  );
