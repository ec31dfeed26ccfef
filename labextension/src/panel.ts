// The panel at the right: the open notebook's competencies, its questions with an answer, the visible checks that pass.

import { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { Widget } from '@lumino/widgets';

import { classroomIcon } from './icon';
import { Question, Standing, readStandings } from './questions';

const PATIENCE = 300;
const NBSP = '\u00a0';

interface Assignment {
  title: string;
  page: string;
  due: string;
  questions: Question[];
  competencies: { code: string; title: string }[];
}

type Child = Node | string;

function make(tag: string, attributes: Record<string, string> = {}, ...children: Child[]): HTMLElement {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

export class NotebookPanelView extends Widget {
  constructor(
    private readonly root: string,
    notebooks: INotebookTracker,
    private readonly openPage: (path: string) => void
  ) {
    super();
    this.id = 'blocnotes-panel';
    this.addClass('blocnotes-panel');
    this.title.icon = classroomIcon;
    this.title.caption = 'Compétences et réponses du notebook';
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', this.title.caption);
    this.summary.setAttribute('role', 'status');
    this.node.append(this.head, this.summary, this.body);
    notebooks.currentChanged.connect((_, notebook) => void this.follow(notebook));
    void this.follow(notebooks.currentWidget);
  }

  private readonly head = make('div');
  private readonly summary = make('p', { class: 'blocnotes-summary' });
  private readonly body = make('div');
  private readonly known = new Map<string, Assignment | null>();
  private followed: NotebookPanel | null = null;
  private timer = 0;

  private async follow(notebook: NotebookPanel | null): Promise<void> {
    this.followed?.content.modelContentChanged.disconnect(this.wait, this);
    this.followed = notebook;
    if (!notebook) {
      this.tell('Ouvrez le notebook d’une épreuve.');
      return;
    }
    notebook.content.modelContentChanged.connect(this.wait, this);
    await notebook.context.ready;
    await this.find(slugOf(notebook));
    this.draw();
  }

  /** Draw again, once the learner has stopped typing for a moment. */
  private wait(): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.draw(), PATIENCE);
  }

  private async find(slug: string): Promise<void> {
    if (this.known.has(slug)) {
      return;
    }
    try {
      const answer = await fetch(`${this.root}api/epreuves/${encodeURIComponent(slug)}`, {
        headers: { Accept: 'application/json' }
      });
      this.known.set(slug, answer.ok ? ((await answer.json()) as Assignment) : null);
    } catch {
      // The server did not answer: it is asked again when the notebook is next looked at.
    }
  }

  private draw(): void {
    const notebook = this.followed;
    const model = notebook?.content.model;
    if (!notebook || !model) {
      return;
    }
    const assignment = this.known.get(slugOf(notebook));
    if (!assignment) {
      this.tell('Ce notebook n’est pas celui d’une épreuve.');
      return;
    }
    const standings = readStandings(model, assignment.questions);
    this.head.replaceChildren(...this.drawHead(assignment));
    this.say(summarise(standings));
    const open = new Set(
      [...this.body.querySelectorAll('details[open]')].map(each => (each as HTMLElement).dataset.cell)
    );
    this.body.replaceChildren(
      make('h3', {}, 'Questions'),
      make('ul', {}, ...standings.map(standing => drawStanding(standing, open.has(standing.question.cell)))),
      make('h3', {}, 'Compétences'),
      make('ul', {}, ...assignment.competencies.map(each => make('li', {}, make('strong', {}, each.code), ` ${each.title}`)))
    );
  }

  private drawHead(assignment: Assignment): Child[] {
    const children: Child[] = [make('h2', {}, assignment.title)];
    if (assignment.due) {
      children.push(make('p', {}, `À rendre avant le ${assignment.due}.`));
    }
    if (assignment.page) {
      children.push(this.makeButton('Page de l’épreuve', async () => this.openPage(assignment.page)));
      children.push(this.makeButton('Enregistrer, vérifier et remettre', () => this.handIn(assignment.page)));
    }
    return children;
  }

  /** What is handed in is the file: it is saved before its page is shown. */
  private async handIn(page: string): Promise<void> {
    await this.followed?.context.save();
    this.openPage(`${page}/remettre`);
  }

  private makeButton(label: string, act: () => Promise<void>): HTMLElement {
    const button = make('button', { type: 'button', class: 'jp-mod-styled' }, label);
    button.addEventListener('click', () => void act());
    return button;
  }

  private tell(sentence: string): void {
    this.head.replaceChildren();
    this.body.replaceChildren();
    this.say(sentence);
  }

  /** A reader hears the summary when it changes, and only then. */
  private say(sentence: string): void {
    if (this.summary.textContent !== sentence) {
      this.summary.textContent = sentence;
    }
  }
}

function slugOf(notebook: NotebookPanel): string {
  const name = notebook.context.path.split('/').pop() ?? '';
  return name.replace(/\.ipynb$/, '');
}

function summarise(standings: Standing[]): string {
  const checks = standings.flatMap(standing => standing.checks);
  const ready = standings.filter(standing => standing.ready).length;
  const passed = checks.filter(check => check.passed).length;
  const answers = `${ready}${NBSP}${ready < 2 ? 'question a' : 'questions ont'} une réponse, sur${NBSP}${standings.length}.`;
  return checks.length
    ? `${answers} ${passed} ${passed < 2 ? 'vérification passe' : 'vérifications passent'}, sur ${checks.length}.`
    : answers;
}

function drawStanding({ question, ready, says, checks }: Standing, isOpen: boolean): HTMLElement {
  const mark = make('span', { class: ready ? 'blocnotes-ready' : 'blocnotes-open', 'aria-hidden': 'true' }, ready ? '✔' : '○');
  const state = make('span', { class: 'blocnotes-quiet' }, `${ready ? 'prête' : 'pas prête'}${NBSP}: ${says}`);
  const codes = question.competencies.length ? ` (${question.competencies.join(', ')})` : '';
  const title = make('span', {}, question.heading, make('span', { class: 'blocnotes-quiet' }, codes));
  if (checks.length === 0) {
    return make('li', {}, mark, make('div', {}, title, make('br'), state));
  }
  const passed = checks.filter(check => check.passed).length;
  const details = make(
    'details',
    { 'data-cell': question.cell, ...(isOpen ? { open: '' } : {}) },
    make('summary', {}, `${passed} ${passed < 2 ? 'vérification' : 'vérifications'} sur ${checks.length}`),
    make('ul', {}, ...checks.map(check => make('li', {}, `${check.passed ? '✔ vérifié' : '✘ pas vérifié'}${NBSP}: ${check.sentence}`)))
  );
  return make('li', {}, mark, make('div', {}, title, make('br'), state, details));
}
