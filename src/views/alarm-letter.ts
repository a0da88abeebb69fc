import { html } from 'hono/html';

type Told = { readonly cause: string; readonly since: number; readonly says: string };

/** What an alarm mail is written from. */
export type AlarmLetter = {
  readonly at: number;
  readonly deploymentId: string;
  readonly begun: readonly Told[];
  readonly lasting: readonly Told[];
  readonly over: readonly Told[];
};

type Part = { readonly heading: string; readonly told: readonly Told[]; readonly when: string };

/**
 * An alarm as a mail to the person on duty. In English, whatever languages the businesses have: it speaks of the logs, the
 * settings and the command line, which are in English, too.
 */
export async function writeAlarmLetter(
  letter: AlarmLetter,
): Promise<{ readonly subject: string; readonly text: string; readonly html: string }> {
  const parts: readonly Part[] = [
    { heading: 'New', told: letter.begun, when: 'since' },
    { heading: 'Still', told: letter.lasting, when: 'since' },
    { heading: 'Over', told: letter.over, when: 'since' },
  ].filter(({ told }) => told.length > 0);
  const subject = subjectOf(letter);
  const closing = `${letter.deploymentId}, ${written(letter.at)}. The whole report: GET /healthz with the operator's key, or npm run operator -- health.`;
  const text = [
    ...(parts.length === 0 ? [A_TEST] : []),
    ...parts.map(
      ({ heading, told, when }) =>
        `${heading}\n\n${told.map((one) => `- ${one.says} (${one.cause}, ${when} ${written(one.since)})`).join('\n')}`,
    ),
    closing,
  ].join('\n\n');
  return { subject, text, html: String(await page(subject, parts, closing)) };
}

const A_TEST =
  'This is a test: mail of this deployment goes out, and its alarms come here. Nothing is wrong.';

function subjectOf({ begun, lasting, over, deploymentId }: AlarmLetter): string {
  const names = (told: readonly Told[]) => told.map(({ cause }) => cause.replaceAll('_', ' ')).join(', ');
  if (begun.length > 0) return `[${deploymentId}] Alarm: ${names(begun)}`;
  if (over.length === 0 && lasting.length === 0) return `[${deploymentId}] A test: mail goes out`;
  if (over.length > 0) return `[${deploymentId}] Over: ${names(over)}`;
  return `[${deploymentId}] Still: ${names(lasting)}`;
}

const page = (subject: string, parts: readonly Part[], closing: string) => html`<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${subject}</title></head>
  <body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:#1b1b1b;background:#ffffff">
    <div style="max-width:560px;margin:0 auto">
      ${parts.length === 0 ? html`<p style="margin:0 0 24px">${A_TEST}</p>` : ''}
      ${parts.map(
        ({ heading, told, when }) => html`<h1 style="font-size:18px;margin:0 0 8px">${heading}</h1>
      <ul style="margin:0 0 24px;padding:0 0 0 20px">
        ${told.map(
          (one) => html`<li style="margin:0 0 12px">${one.says}<br>
          <span style="color:#595959;font-size:14px">${one.cause}, ${when} ${written(one.since)}</span></li>`,
        )}
      </ul>`,
      )}
      <p style="color:#595959;font-size:14px;margin:0;overflow-wrap:anywhere">${closing}</p>
    </div>
  </body>
</html>`;

const written = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
