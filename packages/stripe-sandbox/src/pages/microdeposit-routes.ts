import { Hono } from 'hono';
import { methodLabel } from '../checkout/saved-methods.ts';
import { ApiError } from '../core/api-error.ts';
import { find, type Kernel, type Scope } from '../core/scope.ts';
import { runDueTasks } from '../core/tick.ts';
import type { Answer } from '../microdeposits/judge.ts';
import { findMicrodeposits } from '../microdeposits/send.ts';
import { verifyMicrodeposits } from '../microdeposits/verify.ts';
import { messagePage } from './checkout-page.ts';
import { page } from './layout.ts';
import { microdepositPage } from './microdeposit-page.ts';
import { merchantOf, notFound, scopeOf } from './scope-of.ts';

/** The hosted page for micro-deposits, at the `hosted_verification_url` of an intent. */
export function microdepositPages(kernel: Kernel): Hono {
  const app = new Hono();

  app.get('/c/microdeposits/:id', async ({ req }) => {
    runDueTasks(kernel);
    const scope = scopeOfIntent(kernel, req.param('id'));
    return scope ? show(scope, req.param('id'), null) : notFound();
  });

  app.post('/c/microdeposits/:id', async ({ req }) => {
    runDueTasks(kernel);
    const form = new URLSearchParams(await req.text());
    const id = req.param('id');
    const scope = scopeOfIntent(kernel, id);
    if (!scope) return notFound();
    if (!findMicrodeposits(scope, id)) return show(scope, id, null);
    const refusal = answer(kernel, scope, id, readAnswer(form));
    return refusal === null
      ? page(messagePage('Your bank account is verified', 'You can close this page.'))
      : show(scope, id, refusal);
  });

  return app;
}

function scopeOfIntent(kernel: Kernel, id: string): Scope | undefined {
  return scopeOf(kernel, id.startsWith('seti_') ? 'setup_intent' : 'payment_intent', id);
}

/** Hands the answer on. A refusal is returned in words, so that what it wrote (the count of tries) stays. */
function answer(kernel: Kernel, scope: Scope, id: string, given: Answer): string | null {
  return kernel.store.transaction(() => {
    try {
      verifyMicrodeposits(scope, id, given);
      return null;
    } catch (error) {
      if (error instanceof ApiError) return error.message;
      throw error;
    }
  });
}

function show(scope: Scope, id: string, message: string | null): Promise<Response> {
  const record = findMicrodeposits(scope, id);
  const method = find(scope, 'payment_method', record?.methodId ?? '');
  if (!record || !method) {
    const text =
      message ?? 'The account is verified, or the time for it is over. Nothing more is to be done.';
    return page(messagePage('There is nothing to verify', text), message === null ? 200 : 400);
  }
  const arrives = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(
    record.arrivesAt * 1000,
  );
  const { type } = record;
  const view = { merchant: merchantOf(scope), bank: methodLabel(method), type, arrives, message };
  return page(microdepositPage(view), message === null ? 200 : 400);
}

function readAnswer(form: URLSearchParams): Answer {
  const code = form.get('descriptor_code');
  if (code !== null) return { descriptor_code: code };
  // What is no whole number counts as 0, which no amount is.
  const read = (name: string): number => Number(/^\s*\d{1,2}\s*$/.exec(form.get(name) ?? '')?.[0] ?? 0);
  return { amounts: [read('first'), read('second')] };
}
