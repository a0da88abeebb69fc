import { type Html, html, NOTHING, trusted } from '../../views/html.ts';
import { NO_BRAND } from '../../views/layout.ts';
import { styleSheet } from '../../views/styles.ts';
import type { ApiDocument, ApiOperation } from './docs-model.ts';
import { field, fieldsWithin, prose } from './docs-schema.ts';
import { PROBLEMS } from './problem-catalogue.ts';

// The reference page's own styles, beside the sheet that all pages share.
const SHEET = `
h1.title{margin-top:32px}
h2{font-size:1.25rem;margin-top:8px}
h3{font-size:1rem;margin-top:32px}
p{max-width:40rem}
ul{list-style:none;padding:0}
ul ul{padding-inline-start:24px;border-inline-start:1px solid var(--line)}
li{padding:6px 0}
pre,code{font:.875rem/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
pre{
  white-space:pre-wrap;background:var(--card);border:1px solid var(--line);border-radius:8px;padding:16px;
  margin-top:8px;
}
nav li{display:inline-block;padding:0 24px 0 0}
.verb{text-transform:uppercase;color:var(--soft)}
article{scroll-margin-top:16px}
`;

/** The API's documentation as one page without scripts, rendered from its OpenAPI document. */
export function docsPage(document: ApiDocument, nonce: string): string {
  const { title, description } = document.info;
  const url = document.servers[0]?.url ?? '';
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
  const byTag = [...Map.groupBy(operations, ({ operation }) => operation.tags[0] ?? '')];
  const sheet = trusted(`${styleSheet(NO_BRAND)}${SHEET}`);
  const contents = [
    ...byTag.map(([tag]) => [`#${tag}`, tag] as const),
    ['#schemas', 'Schemas'],
    ['#problems', 'Problems'],
    ['/api/v1/openapi.json', 'OpenAPI 3.1'],
  ] as const;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <title>${title}</title>
        <meta name="viewport" content="width=device-width,initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <link rel="icon" href="data:,">
        <style nonce="${nonce}">${sheet}</style>
      </head>
      <body>
        <main class="page wide">
          <h1 class="title">${title}</h1>
          <p class="lead">${description}</p>
          <nav class="lead" aria-label="On this page">
            <ul>${contents.map(([href, text]) => html`<li><a href="${href}">${text}</a></li>`)}</ul>
          </nav>
          ${start(url)}
          ${byTag.map(([tag, those]) => tagPart(tag, those))}
          ${schemas(document)}
          ${problems()}
        </main>
      </body>
    </html>`.text;
}

const start = (url: string): Html =>
  html`<section>
    <h2>Start</h2>
    <p class="lead">Every call carries a key. A key belongs to one business, and to test or live mode: what belongs to
      another is not there. What a key may do is said by its scopes, of which none includes another: <code>read</code>,
      <code>write</code> (customers, drafts), <code>money</code> (what charges, refunds, or says that a debt is paid or gone)
      and <code>admin</code> (keys, settings, the end of the connection, the audit log).</p>
    <pre>curl ${url}/api/v1/invoices \\
  -H 'Authorization: Bearer qk_test_…' \\
  -H 'Idempotency-Key: 6f1e2c' \\
  -H 'Content-Type: application/json' \\
  -d '{"customerId": "cus_…", "currency": "USD", "dueDate": "2026-12-31",
       "lines": [{"description": "Design", "quantity": "1.5", "unitAmount": 12000}]}'</pre>
    <p class="lead">With an <code>Idempotency-Key</code>, a POST acts once however often it is sent within 24 hours: its
      answer is given again, with <code>Idempotent-Replayed: true</code>. Answers that decided nothing (400, 401, 429, 5xx)
      are not kept. Every answer has an <code>X-Request-Id</code>.</p>
  </section>`;

function tagPart(
  tag: string,
  operations: readonly { method: string; path: string; operation: ApiOperation }[],
): Html {
  const articles = operations.map(({ method, path, operation }) => operationPart(method, path, operation));
  return html`<section id="${tag}"><h2>${tag}</h2>${articles}</section>`;
}

function operationPart(method: string, path: string, operation: ApiOperation): Html {
  const parameters = (operation.parameters ?? []).map(({ name, required, schema, description }) =>
    field(name, required ?? false, schema, description),
  );
  const body = operation.requestBody?.content['application/json']?.schema;
  const takes = body?.$ref !== undefined || Object.keys(body?.properties ?? {}).length > 0;
  const takesBody =
    body !== undefined && takes ? field('body', operation.requestBody?.required ?? false, body) : NOTHING;
  const note = operation.description === undefined ? NOTHING : html` ${prose(operation.description)}`;
  const answers = Object.entries(operation.responses).map(([status, { description, content }]) => {
    const schema = content['application/json']?.schema;
    return field(status, false, schema ?? { type: 'problem' }, description);
  });
  const scopes = (operation.security ?? []).flatMap((schemes) => Object.values(schemes).flat());
  const needs =
    scopes.length === 0
      ? NOTHING
      : html`<p class="small soft">Scope: ${prose(`\`${scopes.join(', ')}\``)}</p>`;
  return html`<article id="${operation.operationId}">
    <h3><span class="verb">${method}</span> <code>${path}</code></h3>
    <p>${operation.summary}.${note}</p>
    ${needs}
    <ul>${parameters}${takesBody}</ul>
    <details>
      <summary>Answers</summary>
      <ul>${answers}</ul>
    </details>
  </article>`;
}

function schemas(document: ApiDocument): Html {
  const articles = Object.entries(document.components.schemas).map(
    ([name, schema]) => html`<article id="schema-${name}"><h3>${name}</h3>${fieldsWithin(schema)}</article>`,
  );
  return html`<section id="schemas"><h2>Schemas</h2>${articles}</section>`;
}

function problems(): Html {
  const articles = Object.entries(PROBLEMS).map(
    ([code, { status, title, meaning }]) =>
      html`<article id="problem-${code}">
        <h3><code>${code}</code> <span class="soft">${String(status)}</span></h3>
        <p>${title}. ${prose(meaning)}</p>
      </article>`,
  );
  return html`<section id="problems">
    <h2>Problems</h2>
    <p class="lead">What is refused is answered as application/problem+json (RFC 9457); code says which of these it
      is.</p>
    ${articles}
  </section>`;
}
