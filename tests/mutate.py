#!/usr/bin/env python3
"""Breaks the code of the rules, one operator at a time, and lists what no test notices.

  python3 tests/mutate.py [--build build/dev] [--target check_tests] [--every N] FILE.cc…

Each mutant of a file is compiled and linked beside the objects of a finished build, into a scratch
folder, and the test program is run: it must fail. A mutant that passes is printed with its line: a
case that is missing, or code that makes no difference. --every N tries each Nth mutant only.
Nothing in the source tree or the build is changed.
"""
import argparse
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

ROOT = pathlib.Path(__file__).resolve().parent.parent
SWAPS = [
    (" < ", " <= "), (" <= ", " < "), (" > ", " >= "), (" >= ", " > "), (" == ", " != "), (" != ", " == "),
    (" && ", " || "), (" || ", " && "), (" + ", " - "), (" - ", " + "), (" += ", " -= "),
    ("return true;", "return false;"), ("return false;", "return true;"), ("(!", "("), ("= true;", "= false;"),
]


def mutants(source):
    """Yields (line number, what was done, the whole mutated text)."""
    lines = source.split("\n")
    for number, line in enumerate(lines):
        code = line.split("//")[0]
        if not code.strip() or code.lstrip().startswith(("#", "///", "*")):
            continue
        changed = []
        for old, new in SWAPS:
            at = code.find(old)
            while at >= 0:
                if code[:at].count('"') % 2 == 0:
                    changed.append((f"{old.strip()} → {new.strip()}", line[:at] + new + line[at + len(old):]))
                at = code.find(old, at + 1)
        guard = re.match(r"^(\s*)if \((.*)\) (return\b.*|continue;|break;)$", code)
        if guard:
            changed.append(("never", f"{guard[1]}if (false && ({guard[2]})) {guard[3]}"))
        for match in re.finditer(r"(?<![\w.\"{])(\d+)(?![\w.\"}])", code):
            if code[:match.start()].count('"') % 2 == 0 and "{" not in code[max(0, match.start() - 1):match.start()]:
                changed.append((f"{match[1]} → {int(match[1]) + 1}", line[:match.start()] + str(int(match[1]) + 1) + line[match.end():]))
        for what, text in changed:
            yield number + 1, what, "\n".join(lines[:number] + [text] + lines[number + 1:])


def commands(build, target):
    lines = subprocess.run(["ninja", "-C", build, "-t", "commands", target], capture_output=True, text=True, check=True).stdout.splitlines()
    compile_of = {}
    for line in lines:
        source = re.search(r" -c (\S+\.cc)$", line)
        if source:
            compile_of[pathlib.Path(build, source[1]).resolve()] = line
    link = next(line for line in reversed(lines) if f"/{target}" in line and " -o " in line and ".cc.o" in line)
    return compile_of, link


def without_launcher(words):
    return words[1:] if words[0].endswith("ccache") else words


def judge(build, compile_line, link_line, target, text, folder, tests):
    source = folder / "mutant.cc"
    source.write_text(text)
    words = without_launcher(shlex.split(compile_line))
    object_file = words[words.index("-o") + 1]
    for flag in ("-MD", "-O1", "-O2", "-g1", "-g", "-Werror"):
        words = [word for word in words if word != flag]
    for flag in ("-MF", "-MT"):
        if flag in words:
            del words[words.index(flag):words.index(flag) + 2]
    words[words.index("-o") + 1] = str(folder / "mutant.o")
    words[words.index("-c") + 1] = str(source)
    if subprocess.run(words + ["-w", "-O0"], cwd=build, capture_output=True).returncode != 0:
        return "no program"
    link = link_line.split("&&")
    link = next(part for part in link if " -o " in part).strip().replace("/./", "/")
    link = re.sub(r"(?<=\s)" + re.escape(object_file) + r"(?=\s)", str(folder / "mutant.o"), link)
    link = re.sub(r" -o \S+", f" -o {folder / 'tests'}", link)
    linked = subprocess.run(without_launcher(shlex.split(link)), cwd=build, capture_output=True)
    if linked.returncode != 0:
        return "no program"
    try:
        ran = subprocess.run([str(folder / "tests"), "--gtest_brief=1", "--gtest_fail_fast", f"--gtest_filter={tests}"], cwd=build, capture_output=True, timeout=60)
        return "survives" if ran.returncode == 0 else "killed"
    except subprocess.TimeoutExpired:
        return "killed"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--build", default=str(ROOT / "build/dev"))
    parser.add_argument("--target", default="check_tests")
    parser.add_argument("--tests", default="*", help="a gtest filter")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    compile_of, link = commands(options.build, options.target)
    counts = {"killed": 0, "survives": 0, "no program": 0}
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(options.jobs) as pool:
        def try_one(task):
            index, path, number, what, text = task
            folder = pathlib.Path(scratch, str(index))
            folder.mkdir()
            verdict = judge(options.build, compile_of[path], link, options.target, text, folder, options.tests)
            for file in folder.iterdir():
                file.unlink()
            if verdict == "survives":
                print(f"{path.relative_to(ROOT)}:{number}: {what}: {path.read_text().splitlines()[number - 1].strip()}", flush=True)
            counts[verdict] += 1

        tasks = []
        for file in options.files:
            path = pathlib.Path(file).resolve()
            for index, (number, what, text) in enumerate(mutants(path.read_text())):
                if index % options.every == 0:
                    tasks.append((len(tasks), path, number, what, text))
        list(pool.map(try_one, tasks))
    print(f"{counts['killed']} killed, {counts['survives']} survive, {counts['no program']} no program")
    return 1 if counts["survives"] else 0


if __name__ == "__main__":
    sys.exit(main())
