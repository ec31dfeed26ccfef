// The classroom in JupyterLab's own shell: a launcher card, a menu, our page in the main area, a panel at the right.

import {
  ILabShell,
  ILayoutRestorer,
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { MainAreaWidget, WidgetTracker } from '@jupyterlab/apputils';
import { PageConfig, URLExt } from '@jupyterlab/coreutils';
import { ILauncher } from '@jupyterlab/launcher';
import { IMainMenu } from '@jupyterlab/mainmenu';
import { INotebookTracker } from '@jupyterlab/notebook';
import { IFrame } from '@jupyterlab/ui-components';
import { Menu } from '@lumino/widgets';

import { classroomIcon } from './icon';
import { NotebookPanelView } from './panel';

const OPEN = 'blocnotes:open';
const PAGE = 'blocnotes-page';
const OPENED = 'blocnotes-opened';
const LABEL = 'Blocnotes';
const CAPTION = 'Épreuves, blocs de compétences, retours';

/** Where the classroom is; empty where this server has none. */
function findRoot(): string {
  const told = PageConfig.getOption('blocnotes');
  if (!told) {
    return '';
  }
  const root = told.startsWith('/') ? told : URLExt.join(PageConfig.getBaseUrl(), told);
  return root.endsWith('/') ? root : `${root}/`;
}

/** Tell whether a path that the page asks to open is one under the folder that JupyterLab shows. */
function isInside(path: unknown): path is string {
  return typeof path === 'string' && !path.startsWith('/') && !path.split('/').includes('..');
}

class ClassroomFrame extends IFrame {
  constructor(readonly root: string) {
    super({
      sandbox: [
        'allow-same-origin',
        'allow-scripts',
        'allow-forms',
        'allow-downloads',
        'allow-popups',
        'allow-top-navigation-by-user-activation'
      ],
      referrerPolicy: 'same-origin'
    });
    this.frame.title = LABEL;
  }

  get frame(): HTMLIFrameElement {
    return this.node.querySelector('iframe') as HTMLIFrameElement;
  }

  show_page(path: string): void {
    this.url = this.root + path;
  }
}

const plugin: JupyterFrontEndPlugin<void> = {
  id: 'blocnotes-lab:plugin',
  description: 'The classroom of Blocnotes.',
  autoStart: true,
  requires: [INotebookTracker],
  optional: [ILabShell, ILauncher, IMainMenu, ILayoutRestorer],
  activate: (
    app: JupyterFrontEnd,
    notebooks: INotebookTracker,
    shell: ILabShell | null,
    launcher: ILauncher | null,
    mainMenu: IMainMenu | null,
    restorer: ILayoutRestorer | null
  ): void => {
    const root = findRoot();
    if (!root) {
      return;
    }
    const tracker = new WidgetTracker<MainAreaWidget<ClassroomFrame>>({ namespace: PAGE });

    const makePage = (): MainAreaWidget<ClassroomFrame> => {
      const widget = new MainAreaWidget({ content: new ClassroomFrame(root) });
      widget.id = PAGE;
      widget.title.label = LABEL;
      widget.title.caption = CAPTION;
      widget.title.icon = classroomIcon;
      widget.title.closable = true;
      void tracker.add(widget);
      return widget;
    };

    app.commands.addCommand(OPEN, {
      label: args => (args['isLauncher'] || args['isMenu'] ? 'Mon espace' : `${LABEL} : mon espace`),
      caption: CAPTION,
      icon: args => (args['isMenu'] ? undefined : classroomIcon),
      execute: args => {
        const page = tracker.find(item => !item.isDisposed) ?? makePage();
        const path = isInside(args['path']) ? args['path'] : '';
        if (path || !page.content.url) {
          page.content.show_page(path);
        }
        if (!page.isAttached) {
          app.shell.add(page, 'main');
        }
        app.shell.activateById(page.id);
        return page;
      }
    });

    launcher?.add({ command: OPEN, category: LABEL, rank: 0, args: { isLauncher: true } });

    if (mainMenu) {
      const menu = new Menu({ commands: app.commands });
      menu.title.label = LABEL;
      menu.addItem({ command: OPEN, args: { isMenu: true } });
      mainMenu.addMenu(menu, true, { rank: 65 });
    }

    void restorer?.restore(tracker, { command: OPEN, name: () => PAGE });

    // Our page asks for a notebook to be opened; nobody else is listened to.
    window.addEventListener('message', event => {
      const ours = tracker.find(item => item.content.frame.contentWindow === event.source);
      if (event.origin !== location.origin || !ours || event.data?.blocnotes !== 'open') {
        return;
      }
      if (isInside(event.data.path)) {
        void app.commands.execute('docmanager:open', { path: event.data.path });
      }
    });

    const panel = new NotebookPanelView(root, notebooks, path => {
      void app.commands.execute(OPEN, { path });
    });
    app.shell.add(panel, 'right', { rank: 300 });

    void app.restored.then(() => {
      const isFirst = sessionStorage.getItem(OPENED) === null;
      sessionStorage.setItem(OPENED, 'true');
      if (PageConfig.getOption('blocnotesOpens') === 'true' && isFirst && shell) {
        void app.commands.execute(OPEN);
      }
    });
  }
};

export default plugin;
