import { SelectField } from '../../components/fields.tsx';
import { Hidden, SubmitButton } from '../../components/form.tsx';
import { Section, WayOn } from '../../components/prose.tsx';
import { type DashboardContext, dashboardPage } from '../frame.tsx';
import { PageHead } from '../parts/page.tsx';
import { TAKE_OVER_WORDS } from '../words/invoice-imports.ts';

export type TakeOverUpload = {
  readonly base: string;
  readonly backHref: string;
  readonly separator: string;
  /** What is wrong with the file that was sent, with its line and column. */
  readonly problem: string | null;
};

/** What a page says that asks for a file. */
export type UploadWords = {
  readonly [K in
    | 'title'
    | 'lead'
    | 'file'
    | 'hint'
    | 'separator'
    | 'send'
    | 'columns'
    | 'columnsText'
    | 'toBack']: string;
} & {
  readonly separators: Readonly<Record<'' | 'comma' | 'semicolon' | 'tab', string>>;
  readonly rules: readonly string[];
};

/** Asks for a file of another system's invoices, or of what else the words say. */
export const takeOverUploadPage = (
  view: TakeOverUpload,
  context: DashboardContext,
  words: UploadWords = TAKE_OVER_WORDS,
): string =>
  dashboardPage({
    title: words.title,
    context,
    said: view.problem === null ? null : { tone: 'bad', text: view.problem },
    styles: '.rules{margin-top:16px;padding-inline-start:20px}',
    body: (
      <>
        <PageHead title={words.title} lead={words.lead} />
        <form class="narrow-form" method="post" action={view.base} enctype="multipart/form-data">
          <Hidden name="csrf" value={context.frame.csrf} />
          <div class="field">
            <label for="file">{words.file}</label>
            <input
              id="file"
              name="file"
              type="file"
              accept=".csv,text/csv"
              required
              aria-describedby="file-hint"
            />
            <p class="small soft" id="file-hint">
              {words.hint}
            </p>
          </div>
          <SelectField
            name="separator"
            label={words.separator}
            value={view.separator}
            options={Object.entries(words.separators)}
          />
          <SubmitButton>{words.send}</SubmitButton>
        </form>
        <Section title={words.columns}>
          <p>{words.columnsText}</p>
          <ul class="rules">
            {words.rules.map((rule) => (
              <li>{rule}</li>
            ))}
          </ul>
        </Section>
        <WayOn href={view.backHref}>{words.toBack}</WayOn>
      </>
    ),
  });
