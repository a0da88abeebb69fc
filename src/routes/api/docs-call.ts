import { type Html, html, NOTHING } from '../../views/html.ts';
import { answerExample, sentExample } from './docs-examples.ts';
import type { ApiDocument, ApiOperation } from './docs-model.ts';

type Call = { readonly method: string; readonly path: string; readonly operation: ApiOperation };

/** A call as it is typed, and the answer to it, beside the text that explains both. */
export const exampleWriter =
  (document: ApiDocument, url: string) =>
  ({ method, path, operation }: Call): Html => {
    const { schemas } = document.components;
    const sent = sentExample(operation, schemas);
    const answer = answerExample(operation, schemas);
    const lines = [
      `curl${method === 'get' ? '' : ` -X ${method.toUpperCase()}`} '${url}${path}'`,
      "-H 'Authorization: Bearer qk_test_…'",
      ...(method === 'post' ? ["-H 'Idempotency-Key: june-0042'"] : []),
      ...(sent === undefined
        ? []
        : ["-H 'Content-Type: application/json'", `-d '${asText(sent).replaceAll('\n', '\n  ')}'`]),
    ];
    return html`<div class="shown">
      <pre tabindex="0" aria-label="The call">${lines.join(' \\\n  ')}</pre>
      ${
        answer === null
          ? NOTHING
          : html`<details><summary class="small">${answer.status}, an answer</summary>
            <pre tabindex="0" aria-label="The answer">${asText(answer.body)}</pre></details>`
      }
    </div>`;
  };

const asText = (value: unknown): string => JSON.stringify(value, null, 2);
