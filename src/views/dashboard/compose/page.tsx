import { Hidden } from '../../components/form.tsx';
import { Remark, Section, WayOn } from '../../components/prose.tsx';
import { Markup } from '../../components/render.ts';
import { html, trusted } from '../../html.ts';
import { flashFor } from '../flash.ts';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { PageHead } from '../parts/page.tsx';
import { COMPOSE_WORDS as words } from '../words/compose.ts';
import { LineRow, PartRow } from './rows.tsx';
import { COMPOSE_STYLES } from './styles.ts';
import type { ComposeView } from './view.ts';
import { Whole } from './whole.tsx';

/** Writes an invoice: its lines, what holds for all of it, what it comes to, and how it will look. */
export const composePage = (view: ComposeView, context: DashboardContext): string =>
  dashboardPage({
    title: words.title,
    context,
    said: view.problem === null ? flashFor(words.said, view.said) : { tone: 'bad', text: view.problem },
    styles: COMPOSE_STYLES,
    body: (
      <>
        <PageHead
          title={words.title}
          lead={
            <>
              {words.forWhom} <a href={view.customer.href}>{view.customer.name}</a>.{' '}
              <a href={view.changeHref}>{words.change}</a>
            </>
          }
        />
        {view.conflict !== null && (
          <p class="said bad" role="alert">
            {words.conflict(view.conflict)}
            <a href={`${view.draft}/edit`}>{words.conflictOpen}</a>.
          </p>
        )}
        <Form view={view} csrf={context.frame.csrf} />
        <Previews view={view} />
        <WayOn href={view.draft}>{words.back}</WayOn>
        <Markup of={html`<script nonce="${context.nonce}">${trusted(FOLLOW)}</script>`} />
      </>
    ),
  });

type Part = { readonly view: ComposeView; readonly csrf: string };

const Form = ({ view, csrf }: Part) => (
  <form
    class="compose"
    id="compose"
    method="post"
    action={`${view.draft}/edit`}
    enctype="multipart/form-data"
  >
    <Hidden name="csrf" value={csrf} />
    <Hidden name="form" value={view.form} />
    <Hidden name="seq" value={String(view.seq)} />
    {/* What the return key presses: never what takes a line away. */}
    <button class="first" name="act" value="save" tabindex={-1}>
      {words.save}
    </button>
    <h2>{words.lines}</h2>
    {view.typed.lines.map((line, place) => (
      <LineRow view={view} place={place} line={line} />
    ))}
    <p class="actions">
      <button class="plain" name="act" value="add-line">
        {words.addLine}
      </button>
    </p>
    <Totals view={view} />
    <h2>{words.whole}</h2>
    <Whole view={view} />
    <Kept view={view} />
    <h2>{words.parts}</h2>
    <p class="small">{words.partsHint}</p>
    {view.typed.parts.map((part, place) => (
      <PartRow view={view} place={place} part={part} />
    ))}
    <p class="actions">
      <button class="plain" name="act" value="add-part">
        {words.addPart}
      </button>
    </p>
    <Files view={view} />
    <p class="actions bar-end">
      <button class="button" name="act" value="send">
        {words.goOn}
      </button>{' '}
      <button class="plain" name="act" value="save">
        {words.save}
      </button>
    </p>
    <p class="small soft">{words.goOnHint}</p>
    <p class="actions">
      <button
        class="small-button"
        id="draw-page"
        formaction={`${view.draft}/preview/page`}
        formtarget="preview-page"
      >
        {words.drawPage}
      </button>{' '}
      <button
        class="small-button"
        id="draw-mail"
        formaction={`${view.draft}/preview/mail`}
        formtarget="preview-mail"
      >
        {words.drawMail}
      </button>{' '}
      <button class="small-button" formaction={`${view.draft}/preview/pdf`} formtarget="_blank">
        {words.drawPdf}
      </button>
    </p>
  </form>
);

const Totals = ({ view: { totals } }: { readonly view: ComposeView }) => (
  <div aria-live="polite">
    <h2>{words.totals}</h2>
    {totals === null ? (
      <Remark>{words.noTotals}</Remark>
    ) : (
      <dl class="added">
        {totals.map(([label, amount, isTotal]) => (
          <div class={isTotal ? 'all' : undefined}>
            <dt>{label}</dt>
            <dd>{amount}</dd>
          </div>
        ))}
      </dl>
    )}
  </div>
);

const Kept = ({ view: { kept } }: { readonly view: ComposeView }) =>
  kept.length === 0 ? null : (
    <Remark>
      {words.kept} {kept.join('; ')}.
    </Remark>
  );

/** They are sent with the form, so that choosing one loses nothing that was typed. */
const Files = ({ view }: { readonly view: ComposeView }) =>
  !view.mayAttach ? null : (
    <>
      <h2>{words.files}</h2>
      {view.files.map(({ id, name, size }) => (
        <p>
          <bdi>{name}</bdi> <span class="small soft">{size}</span>{' '}
          <button
            class="small-button"
            name="act"
            value={`remove-file-${id}`}
            aria-label={words.removeFileOf(name)}
          >
            {words.removeFile}
          </button>
        </p>
      ))}
      <div class="field">
        <label for="file" class="small">
          {view.filesHint}
        </label>
        <input
          type="file"
          id="file"
          name="file"
          aria-describedby={view.fileProblem === null ? undefined : 'file-wrong'}
        />
        {view.fileProblem !== null && (
          <p class="wrong" id="file-wrong">
            {view.fileProblem}
          </p>
        )}
      </div>
      <p class="actions">
        <button class="plain" name="act" value="attach">
          {words.addFile}
        </button>
      </p>
    </>
  );

const Previews = ({ view }: { readonly view: ComposeView }) => (
  <Section title={words.preview}>
    <p class="small">{words.previewHint}</p>
    <div class="previews">
      {(['page', 'mail'] as const).map((what) => (
        <div>
          <h3>{words.previews[what]}</h3>
          <iframe
            title={words.previews[what]}
            name={`preview-${what}`}
            src={`${view.draft}/preview/${what}`}
            sandbox=""
            loading="lazy"
          />
        </div>
      ))}
    </div>
  </Section>
);

/** Draws the previews anew a moment after the last change, by the form's own buttons. */
const FOLLOW = `
(() => {
  const form = document.getElementById('compose');
  const draw = (id) => {
    const file = document.getElementById('file');
    if (file) file.disabled = true;
    form.requestSubmit(document.getElementById(id));
    if (file) file.disabled = false;
  };
  let waiting = 0;
  form.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      draw('draw-page');
      // A form that is sent again at once is only sent the second time.
      waiting = setTimeout(() => draw('draw-mail'), 100);
    }, 600);
  });
})();`;
