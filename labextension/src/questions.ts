// What a notebook says of its questions: read from what `answer(…)` showed under its cells, and from nothing else.

import { ICodeCellModel } from '@jupyterlab/cells';
import { INotebookModel } from '@jupyterlab/notebook';

export const REVIEW = 'application/vnd.blocnotes.review+json';

/** One question, as the server tells it. */
export interface Question {
  cell: string;
  heading: string;
  points: number;
  byHand: boolean;
  answers: string[];
  stub: string;
  competencies: string[];
}

/** One visible check: its sentence, and whether it passed. */
export interface Check {
  sentence: string;
  passed: boolean;
}

/** Where a question stands in the open notebook. */
export interface Standing {
  question: Question;
  ready: boolean;
  says: string;
  checks: Check[];
}

interface Review {
  ready: boolean;
  headline: string;
  lines: [string, boolean][];
}

/** Say where each question stands. */
export function readStandings(model: INotebookModel, questions: Question[]): Standing[] {
  const cells = new Map<string, number>();
  for (let place = 0; place < model.cells.length; place++) {
    const marker = model.cells.get(place).getMetadata('nbgrader');
    if (marker?.grade_id) {
      cells.set(marker.grade_id, place);
    }
  }
  return questions.map(question => {
    const place = cells.get(question.cell);
    if (place === undefined) {
      return { question, ready: false, says: 'cette cellule manque', checks: [] };
    }
    const cell = model.cells.get(place);
    return question.byHand
      ? readWritten(question, cell.sharedModel.getSource())
      : readReviews(question, cell as ICodeCellModel);
  });
}

function readWritten(question: Question, source: string): Standing {
  const ready = source.trim() !== '' && source.trim() !== question.stub.trim();
  return { question, ready, says: ready ? 'une réponse est écrite' : 'pas encore de réponse', checks: [] };
}

function readReviews(question: Question, cell: ICodeCellModel): Standing {
  const reviews: Review[] = [];
  for (let place = 0; place < (cell.outputs?.length ?? 0); place++) {
    const found = cell.outputs.get(place).data[REVIEW] as unknown as Review | undefined;
    if (found && Array.isArray(found.lines)) {
      reviews.push(found);
    }
  }
  if (reviews.length === 0) {
    return { question, ready: false, says: 'cellule pas encore exécutée', checks: [] };
  }
  const checks = reviews.flatMap(review =>
    review.lines.map(([sentence, passed]) => ({ sentence: String(sentence), passed: passed === true }))
  );
  const ready = reviews.every(review => review.ready === true);
  const says = [...new Set(reviews.map(review => String(review.headline)))].join(' ');
  return { question, ready, says, checks };
}
