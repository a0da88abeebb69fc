import { Hidden, PostForm, VerbForm } from '../../components/form.tsx';
import { Section, WayOn } from '../../components/prose.tsx';
import { Markup } from '../../components/render.ts';
import { html, trusted } from '../../html.ts';
import { flashFor } from '../flash.ts';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { PageHead } from '../parts/page.tsx';
import { PROFILE_WORDS as words } from '../words/profile.ts';
import { Conflict, type ConflictView } from './conflict.tsx';
import { SECTION_FIELDS, type Values } from './fields.ts';
import { type Problems, SectionFields } from './section-fields.tsx';
import { PROFILE_STYLES } from './styles.ts';

export type LookView = {
  readonly base: string;
  readonly version: number;
  readonly was: string;
  readonly values: Values;
  readonly problems: Problems;
  readonly conflict: ConflictView | null;
  readonly logoUrl: string | null;
  /** What is wrong with the file that was sent. */
  readonly logoProblem: string | null;
  /** What is previewed, as a query string. */
  readonly previewed: string;
  readonly said: string | null;
};

/** Logo, colour and closing line, with a preview of page, mail and PDF. */
export const lookPage = (view: LookView, context: DashboardContext): string =>
  dashboardPage({
    title: words.sections.look.title,
    context,
    said: flashFor(words.said, view.said),
    styles: PROFILE_STYLES,
    body: (
      <>
        <PageHead title={words.sections.look.title} lead={words.sections.look.lead} />
        <Logo view={view} csrf={context.frame.csrf} />
        <Conflict conflict={view.conflict} />
        <div class="narrow-form" id="look">
          <PostForm csrf={context.frame.csrf} action={`${view.base}/look`}>
            <Hidden name="version" value={String(view.version)} />
            <Hidden name="was" value={view.was} />
            <SectionFields names={SECTION_FIELDS.look} values={view.values} problems={view.problems} />
            <p class="actions">
              <button class="button">{words.save}</button>
              <button class="plain" formaction={`${view.base}/look/preview`}>
                {words.preview}
              </button>
            </p>
          </PostForm>
        </div>
        <Previews view={view} />
        <WayOn href={view.base}>{words.back}</WayOn>
        <Markup of={html`<script nonce="${context.nonce}">${trusted(FOLLOW)}</script>`} />
      </>
    ),
  });

const Logo = ({ view, csrf }: { readonly view: LookView; readonly csrf: string }) => (
  <Section title={words.logo}>
    {view.logoUrl === null ? (
      <p class="small">{words.noLogo}</p>
    ) : (
      <img class="logo-now" src={view.logoUrl} alt={words.logo} />
    )}
    <form method="post" action={`${view.base}/look/logo`} enctype="multipart/form-data">
      <Hidden name="csrf" value={csrf} />
      <div class="field">
        <label for="logo" class="small">
          {words.logoHint}
        </label>
        <input
          type="file"
          id="logo"
          name="logo"
          accept="image/png,image/jpeg"
          required
          aria-describedby={view.logoProblem === null ? undefined : 'logo-wrong'}
        />
        {view.logoProblem !== null && (
          <p class="wrong" id="logo-wrong">
            {view.logoProblem}
          </p>
        )}
      </div>
      <p class="actions">
        <button class="plain">{words.upload}</button>
      </p>
    </form>
    {view.logoUrl !== null && (
      <VerbForm csrf={csrf} action={`${view.base}/look/logo/remove`} label={words.removeLogo} />
    )}
  </Section>
);

const Previews = ({ view }: { readonly view: LookView }) => (
  <Section title={words.preview}>
    <p class="small">{words.previewHint}</p>
    <div class="previews">
      <Preview view={view} what="page" />
      <Preview view={view} what="mail" />
    </div>
    <p class="actions">
      <a
        href={`${view.base}/look/sample/pdf?${view.previewed}`}
        data-sample={`${view.base}/look/sample/pdf`}
        target="_blank"
        rel="noopener"
      >
        {words.openPdf}
      </a>
    </p>
  </Section>
);

const Preview = ({ view, what }: { readonly view: LookView; readonly what: 'page' | 'mail' }) => (
  <div>
    <h3>{words.previews[what]}</h3>
    <iframe
      title={words.previews[what]}
      src={`${view.base}/look/sample/${what}?${view.previewed}`}
      data-sample={`${view.base}/look/sample/${what}`}
      sandbox=""
      loading="lazy"
    />
  </div>
);

/** Draws the previews anew a moment after the last change. Without script the button does it. */
const FOLLOW = `
(() => {
  const form = document.querySelector('#look form');
  let waiting = 0;
  form.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const typed = new URLSearchParams();
      for (const name of ['brandColor', 'footer']) typed.set(name, form.elements.namedItem(name).value);
      for (const sample of document.querySelectorAll('[data-sample]'))
        sample[sample.tagName === 'A' ? 'href' : 'src'] = sample.dataset.sample + '?' + typed;
    }, 400);
  });
})();`;
