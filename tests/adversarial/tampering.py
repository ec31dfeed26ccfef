"""Tampering with the mark: points that no right answer gave."""

from adversarial.attack import MIME, TAMPERING, Attack, broken, earned
from adversarial.course import find, name_of, new_cell
from blocnotes.records import Report

EMIT = f"from IPython.display import publish_display_data as _publish\ndef emit(name, value, kind='value', **more):\n    _publish({{'{MIME}': dict(name=name, kind=kind, value=value, **more)}})\n"
ANSWERS = "import blocnotes_handin, blocnotes_handin.answers as handin\n"
NUMBERS = "moyenne = {0}\neffectif = {0}\ndef doubler(nombres): return {0}\n"
RIGHT_LATER = "right = sum(valeurs) / len(valeurs)\n"
RAW = (
    "import json, os, struct, threading, time\n"
    "def frame(*values):\n    body = json.dumps(values).encode()\n    os.write(3, struct.pack('>I', len(body)) + body)\n"
    "def parent(): return get_ipython().parent_header.get('header', {}).get('msg_id', '')\n"
)


def tag_all(*tags):
    """Put tags on every cell."""

    def rewrite(notebook):
        for cell in notebook["cells"]:
            cell["metadata"]["tags"] = list(tags)
        return notebook

    return rewrite


def choose_the_data(notebook):
    """Bring the values of the seed 7 along, and try to have the run start from that seed."""
    own = "variante = 7\n"
    for name, tag in (("parametres", "parameters"), ("donnees", "injected-parameters")):
        index = next(i for i, cell in enumerate(notebook["cells"]) if name_of(cell) == name)
        notebook["cells"].insert(index + (name == "parametres"), new_cell(own, tags=[tag]))
    copied = "import random as r\nt = r.Random(7)\nmoyenne = sum(t.randint(1, 1000) for _ in range(20)) / 20"
    find(notebook, "moyenne-code")["source"] = copied
    return notebook


def forge_outputs(notebook):
    """Hand in outputs that were never computed."""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            data = {MIME: {"name": "effectif", "kind": "value", "value": 1}, "text/plain": "3.0"}
            cell["outputs"] = [{"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": data}]
            cell["metadata"]["blocnotes"] = {"answer": name_of(cell) or "effectif"}
    return notebook


def turned_into_our_fault(found):
    """A kernel cannot say that the machine failed: the hand-in would be graded again, and again."""
    return not isinstance(found.outcome, Report) or earned(found)


def tells_the_hidden_seed(found):
    """The variant that stays hidden is read in what comes back."""
    seed = str(found.outcome.variants["hidden"]) if isinstance(found.outcome, Report) else "no report"
    return seed in found.copy or seed in found.page


def both(name, **cells):
    return Attack(name=name, family=TAMPERING, **cells)


ATTACKS = (
    both("forged-score-in-the-output", cells={"moyenne-code": "from IPython.display import display\nprint('3.0/3'); print('score: 3'); display(3.0)\n3.0", "+moyenne": "3.0", "+doubler": "print(2)\n2.0"}),
    both("forged-score-in-the-answer", cells={"moyenne-code": EMIT + ANSWERS + "def forge(name, *a, **k): emit(name, 0, score=3, points=3, share=1.0, ok=True, verdict='juste', maximum=3, correct=True)\nanswer = handin.answer = forge"}),
    both("asserts-compiled-away", cells={"moyenne-code": "import ast, sys, builtins\nclass Drop(ast.NodeTransformer):\n    def visit_Assert(self, node): return ast.Pass()\n    def visit_Raise(self, node): return ast.Pass()\nget_ipython().ast_transformers.append(Drop())\n_compile = builtins.compile\nbuiltins.compile = lambda *a, **k: _compile(*a, **{**k, 'optimize': 2})\nsys.flags = type('Flags', (), {'optimize': 2})"}),
    both("skip-execution", rewrite=tag_all("skip-execution", "remove-cell", "raises-exception", "hide-input")),
    both("papermill-error-cell-tag", rewrite=tag_all("papermill-error-cell-tag", "papermill-error-cell")),
    both("injected-parameters", rewrite=choose_the_data),
    both("forged-outputs", rewrite=forge_outputs),
    both("patched-display-hook", cells={"moyenne-code": f"import sys\nshell = get_ipython()\nclass Always:\n    def __call__(self, *a, **k): pass\n    def publish(self, data, *a, **k):\n        pub(dict(data, **{{'{MIME}': {{'name': 'moyenne', 'kind': 'value', 'value': {{'$float': 'nan'}}}}}}))\n    def __getattr__(self, name): return lambda *a, **k: None\npub = shell.display_pub.publish\nsys.displayhook = shell.displayhook = Always()\nshell.display_pub.publish = Always().publish"}),
    both("patched-publish", cells={"moyenne-code": "import IPython.display as d, IPython.core.display_functions as f\nold = d.publish_display_data\ndef publish(data, *a, **k):\n    for payload in data.values():\n        if isinstance(payload, dict): payload.update(kind='value', value=True, ok=True)\n    old(data, *a, **k)\nd.publish_display_data = f.publish_display_data = publish"}),
    both("patched-shell", cells={"moyenne-code": "shell = get_ipython()\nresult = shell.run_cell('1')\nasync def run_cell_async(*a, **k): return result\nfor name in ('run_cell', 'run_code', 'run_ast_nodes', 'showtraceback'):\n    setattr(type(shell), name, lambda *a, **k: result)\nshell.run_cell_async = run_cell_async\ntype(shell).run_cell_async = lambda self, *a, **k: run_cell_async()"}),
    both("input-transformer", cells={"moyenne-code": EMIT + "def swap(lines):\n    if any('answer(' in line for line in lines): return ['emit(\"moyenne\", 0, ok=True); emit(\"effectif\", True); emit(\"doubler\", 1, kind=\"calls\", results=[])\\n']\n    return lines\nget_ipython().input_transformers_cleanup.append(swap); get_ipython().input_transformers_post.append(swap)"}),
    both("handin-replaced", cells={"moyenne-code": "import sys, types\nfake = types.ModuleType('blocnotes_handin'); fake.answers = fake; fake.enter_grading = lambda *a: print('inputs', a); fake.answer = fake.own_variant = lambda *a, **k: 1\nsys.modules['blocnotes_handin'] = sys.modules['blocnotes_handin.answers'] = fake\nanswer = fake.answer"}),
    both("looser-decimals", cells={"moyenne-code": ANSWERS + "moyenne = round(sum(valeurs) / len(valeurs), -2) + 17\n_old = handin.answer\nanswer = lambda name, **k: _old(name, **{**k, 'decimals': 0, 'ordered': False})"}),
    both("not-a-number", cells={"moyenne-code": NUMBERS.format("float('nan')")}),
    both("infinite", cells={"moyenne-code": NUMBERS.format("float('inf')")}),
    both("1e999", cells={"moyenne-code": RAW + "def answer(name, **k):\n    for text in ('1e999', '-1e999', 'NaN', 'Infinity', '[' * 20 + ']' * 20, '1' * 4000):\n        body = ('[\"iopub\",\"display_data\",{\"data\":{\"" + MIME + "\":{\"name\":\"%s\",\"kind\":\"value\",\"value\":%s}},\"metadata\":{}},\"%s\"]' % (name, text, parent())).encode()\n        os.write(3, struct.pack('>I', len(body)) + body)"}),
    both("true-for-one", cells={"effectif-code": "effectif = True", "moyenne-code": "moyenne = True", "doubler-code": "def doubler(nombres): return True"}),
    both("text-for-one", cells={"effectif-code": "effectif = '1'", "moyenne-code": "moyenne = str(sum(valeurs) / len(valeurs))"}),
    both("list-of-one", cells={"effectif-code": "import types\neffectif = [1]", "moyenne-code": "moyenne = [sum(valeurs) / len(valeurs)]"}),
    both("equal-to-everything", cells={"moyenne-code": "class Yes(float):\n    def __eq__(self, other): return True\n    def __sub__(self, other): return 0.0\n    __rsub__ = __sub__\n    __hash__ = float.__hash__\n    def __le__(self, other): return True\n    def __float__(self): return 0.0\nmoyenne = Yes(0)\nclass Any(str):\n    def __eq__(self, other): return True\n    __hash__ = str.__hash__\neffectif = Any('x')\ndef doubler(n): return Yes(0)"}),
    both("enormous-number", cells={"moyenne-code": NUMBERS.format("10 ** 299"), "+moyenne": EMIT + "emit('effectif', 10 ** 4000)"}),
    both("pickle-in-the-answer", cells={"moyenne-code": EMIT + "import base64, pickle\nclass Bomb:\n    def __reduce__(self): return (eval, (\"open('@PWNED@', 'w').write('x') and 1\",))\nraw = base64.b64encode(pickle.dumps(Bomb())).decode()\nmoyenne = effectif = doubler = Bomb()\ndef answer(name, **k):\n    for kind in ('pickle', 'value', 'array', 'table', 'source', 'joblib'):\n        emit(name, {'$pickle': raw, 'py/reduce': raw}, kind=kind, pickle=raw, arrow=raw, shape=[1], text=raw)"}, succeeded=lambda found: found.host.pwned.exists() or earned(found)),
    both("gradebook-file", cells={"moyenne-code": "import sqlite3, os\nfor path in ('@COURSE@/var/gradebook.db', 'gradebook.db', '../gradebook.db', '../../gradebook.db', '../../../gradebook.db', '/proc/1/cwd/gradebook.db'):\n    if os.path.exists(path):\n        print('BROKEN', path)\n        with sqlite3.connect(path) as book: book.execute('update grade set manual_score = 594')\nprint('TRIED')"}, succeeded=broken, tells=True),
    both("second-answer-of-the-same-name", cells={"moyenne-code": EMIT + "moyenne = 0", "+moyenne": "answer('moyenne', sum(valeurs) / len(valeurs))\nemit('moyenne', sum(valeurs) / len(valeurs))"}),
    both("a-thousand-guesses", cells={"effectif-code": EMIT + "def answer(name, **k):\n    for n in range(1000): emit(name, 999 - n)"}),
    both("answer-from-another-cell", cells={"moyenne-code": EMIT + "moyenne = 0.0", "doubler-code": RIGHT_LATER + "_old = answer\ndef answer(name, **k): emit('moyenne', right)\nanswer('effectif')"}),
    both("answer-rewritten-later", cells={"moyenne-code": f"from IPython.display import publish_display_data as publish\ndef answer(name, **k): publish({{'{MIME}': {{'name': name, 'kind': 'value', 'value': 0.0}}}}, transient={{'display_id': name}})", "doubler-code": RIGHT_LATER + f"publish({{'{MIME}': {{'name': 'moyenne', 'kind': 'value', 'value': right}}}}, transient={{'display_id': 'moyenne'}}, update=True)"}),
    both("answer-withdrawn-later", cells={"moyenne-code": EMIT + "from IPython.display import clear_output\nanswer = lambda name, **k: (emit(name, 0.0), clear_output(wait=True))", "doubler-code": RIGHT_LATER + "emit('moyenne', right)"}),
    both("forged-frames", cells={"moyenne-code": RAW + f"def flood():\n    for n in range(40):\n        for name in ('moyenne', 'effectif', 'doubler'):\n            frame('iopub', 'display_data', {{'data': {{'{MIME}': {{'name': name, 'kind': 'value', 'value': None, 'points': 3}}}}, 'metadata': {{}}}}, parent())\n        time.sleep(0.02)\nthreading.Thread(target=flood, daemon=True).start()\nframe('shell', 'execute_reply', {{'status': 'ok', 'execution_count': 99}}, parent())"}),
    both("forged-fault", cells={"moyenne-code": RAW + "frame('control', 'fault', {'what': 'the disk is full'}, ''); frame('control', 'ready', {}, ''); time.sleep(0.3)"}, succeeded=turned_into_our_fault),
    both("forged-nonsense", cells={"moyenne-code": RAW + "frame('iopub', 'update_display_data', {'data': {}, 'metadata': {}, 'transient': {'display_id': 'none'}}, parent())\nframe('iopub', 'execute_result', {'data': {}, 'metadata': {}, 'execution_count': 1}, parent())\nframe('iopub', 'clear_output', {'wait': True}, parent())\nframe('iopub', 'error', {'ename': '', 'evalue': '', 'traceback': []}, parent())\nframe('iopub', 'display_data', {'data': {'text/plain': 'x'}, 'metadata': {'a': {'b': None}}, 'transient': {'display_id': 'q'}}, parent())\nframe('iopub', 'clear_output', {'wait': False}, parent())\nframe('iopub', 'update_display_data', {'data': {'text/plain': 'y'}, 'metadata': {}, 'transient': {'display_id': 'q'}}, parent())"}, succeeded=turned_into_our_fault),
    both("forged-bytes", cells={"moyenne-code": "import os\nos.write(3, b'\\xff' * 64)"}, succeeded=turned_into_our_fault),
    both("kernel-that-lies-about-dying", cells={"moyenne-code": "import os, atexit\natexit.register(print, 'bye')\nos.close(3)"}, succeeded=turned_into_our_fault),
    both("hidden-seed-brought-out", cells={"moyenne-code": "print('seed', variante)\nmoyenne = variante\nraise ValueError(variante)"}, succeeded=tells_the_hidden_seed),
)  # fmt: skip
