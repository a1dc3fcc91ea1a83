"""What the forges run: valid by their own schemas, safe by zizmor, and nothing that a person could not do at home."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
import yaml
from check_jsonschema.cli.main_command import main as check_jsonschema  # type: ignore[import-untyped]
from click.testing import CliRunner

from scripts.build import ROOT

WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
GITLAB = ROOT / ".gitlab-ci.yml"
SCRIPTS = sorted((ROOT / ".ci").iterdir())
SCHEMAS = {
    "vendor.github-workflows": WORKFLOWS,
    "custom.github-workflows-require-timeout": WORKFLOWS,
    "vendor.gitlab-ci": [GITLAB],
    "vendor.dependabot": [ROOT / ".github/dependabot.yml"],
    "vendor.renovate": [ROOT / "renovate.json"],
    "vendor.github-issue-forms": sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("[0-9]*.yml")),
    "vendor.github-issue-config": [ROOT / ".github/ISSUE_TEMPLATE/config.yml"],
    "vendor.citation-file-format": [ROOT / "CITATION.cff"],
}
OPTIONS = {
    "vendor.gitlab-ci": ["--data-transform", "gitlab-ci"],
    "vendor.citation-file-format": ["--force-filetype", "yaml"],
}
PINNED = re.compile(r"uses: (?P<action>[\w./-]+)@(?P<commit>[0-9a-f]{40}) # (?P<version>v\d+\.\d+\.\d+)$")
TARGETS = re.compile(r"^([a-z-]+):", re.MULTILINE)
NAMED = re.compile(r"\bmake(?: --\w+| \w+=\S+)*((?: [a-z][a-z-]*)+)")
MODULES = re.compile(r"-m (scripts[\w.]*)")
OWN_SCRIPTS = re.compile(r"(?<![\w/])\.ci/([\w-]+)")
EXPRESSION = re.compile(r"\$\{\{.*?\}\}")
USED = re.compile(r"\b(steps|needs)\.([\w-]+)\.outputs\.([\w-]+)")


def read(path: Path) -> dict[Any, Any]:
    content: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def github_blocks() -> Iterator[tuple[str, str]]:
    """Each block that a step runs, with the name of its job."""
    for path in WORKFLOWS:
        for name, job in read(path)["jobs"].items():
            yield from ((f"{path.stem}.{name}", step["run"]) for step in job["steps"] if "run" in step)


def gitlab_blocks() -> Iterator[tuple[str, str]]:
    for name, job in read(GITLAB).items():
        if isinstance(job, dict):
            for part in ("before_script", "script", "after_script"):
                if part in job:
                    yield f"gitlab.{name}", "\n".join(job[part])


BLOCKS = [*github_blocks(), *gitlab_blocks()]


@pytest.mark.parametrize("schema", SCHEMAS)
def test_each_file_is_valid_by_its_schema(schema: str) -> None:
    files = [str(path) for path in SCHEMAS[schema]]
    assert files
    told = CliRunner().invoke(check_jsonschema, ["--builtin-schema", schema, *OPTIONS.get(schema, []), *files])
    assert told.exit_code == 0, told.output


def test_zizmor_finds_nothing_even_where_it_is_pedantic() -> None:
    run = subprocess.run(
        ["zizmor", "--offline", "--no-progress", "--persona=pedantic", "--strict-collection", ".github"],
        cwd=ROOT, check=False, capture_output=True, text=True, env=environment(),
    )  # fmt: skip
    assert run.returncode == 0, run.stdout


def test_actions_are_pinned_and_one_version_of_each_is_used() -> None:
    pinned: dict[str, set[tuple[str, str]]] = {}
    for path in WORKFLOWS:
        for line in path.read_text(encoding="utf-8").splitlines():
            if "uses:" in line:
                match = PINNED.search(line)
                assert match, line
                pinned.setdefault(match["action"], set()).add((match["commit"], match["version"]))
    assert all(len(versions) == 1 for versions in pinned.values()), pinned


def test_a_change_from_outside_comes_near_no_secret() -> None:
    for path in WORKFLOWS:
        text = path.read_text(encoding="utf-8")
        assert "secrets." not in text
        assert "pull_request_target" not in text
        workflow = read(path)
        assert workflow["permissions"] == {}
        if "pull_request" in workflow[True]:  # YAML 1.1 reads `on` as true
            assert all(job["permissions"] == {"contents": "read"} for job in workflow["jobs"].values())


@pytest.mark.parametrize("block", [block for _, block in BLOCKS], ids=[job for job, _ in BLOCKS])
def test_what_is_run_can_be_read_and_names_what_is_there(block: str) -> None:
    parsed = subprocess.run(
        ["bash", "-n"], input=EXPRESSION.sub("x", block), capture_output=True, text=True, check=False
    )
    assert parsed.returncode == 0, parsed.stderr
    assert "${{" not in block, "what comes from outside goes through the environment"
    names_what_is_there(block)


@pytest.mark.parametrize("path", [*SCRIPTS, ROOT / ".pre-commit-config.yaml"], ids=lambda path: path.name)
def test_scripts_and_hooks_name_what_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path in SCRIPTS:
        assert path.stat().st_mode & 0o111, "it can't be run: chmod +x"
        parsed = subprocess.run(["bash", "-n", str(path)], capture_output=True, text=True, check=False)
        assert parsed.returncode == 0, parsed.stderr
    names_what_is_there("\n".join(line for line in text.splitlines() if not line.startswith("#")))


def names_what_is_there(text: str) -> None:
    targets = set(TARGETS.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    for names in NAMED.findall(text):
        assert set(names.split()) <= targets, f"no such target: {names}"
    for module in MODULES.findall(text):
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), module
    for name in OWN_SCRIPTS.findall(text):
        assert (ROOT / ".ci" / name).exists(), name


def test_what_a_step_uses_of_another_is_given() -> None:
    for path in WORKFLOWS:
        jobs = read(path)["jobs"]
        for name, job in jobs.items():
            ids = {step["id"] for step in job["steps"] if "id" in step}
            for kind, of, output in USED.findall(json.dumps(job)):
                if kind == "steps":
                    assert of in ids, f"{path.name}, {name}: no step {of}"
                else:
                    assert of in job["needs"], f"{path.name}, {name}: does not wait for {of}"
                    assert output in jobs[of]["outputs"], f"{path.name}, {name}: {of} does not give {output}"


def test_both_forges_do_the_same() -> None:
    def done(blocks: Iterator[tuple[str, str]]) -> set[str]:
        text = "\n".join(block for _, block in blocks)
        return {word for names in NAMED.findall(text) for word in names.split()} | set(OWN_SCRIPTS.findall(text))

    here, there = done(github_blocks()), done(gitlab_blocks())
    assert here >= {
        "check",
        "check-lock",
        "check-lock-anew",
        "test",
        "build",
        "offline",
        "dist",
        "links",
        "what-changed",
    }
    assert there - here == {"gitlab-issue"}  # GitHub's own command line does that
    assert here <= there
    asked = (ROOT / ".github/pull_request_template.md").read_bytes()
    assert (ROOT / ".gitlab/merge_request_templates/Default.md").read_bytes() == asked


def test_types_are_shown_at_their_lines() -> None:
    (matcher,) = json.loads((ROOT / ".github/mypy-matcher.json").read_text(encoding="utf-8"))["problemMatcher"]
    (pattern,) = matcher["pattern"]
    said = 'scripts/check/report.py:56: error: Incompatible return value type (got "int")  [return-value]'
    match = re.fullmatch(pattern["regexp"], said)
    assert match
    assert (match[pattern["file"]], match[pattern["line"]]) == ("scripts/check/report.py", "56")


# --- The scripts in .ci, with a Python that says what it is told to


def environment(**more: str) -> dict[str, str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "GIT_CONFIG_GLOBAL": "/dev/null", **more}


def stub(folder: Path, script: str) -> str:
    """An environment whose Python is this script of the shell."""
    python = folder / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    python.chmod(0o755)
    return str(folder)


ANSWERS = """echo 'https://a.example/x: 404 Not Found — docs/nl/a.md:3'
echo '2 of 3 external addresses answer'
exit {}"""


@pytest.mark.parametrize(("code", "gives"), [(0, 0), (1, 1), (2, 2), (70, 2)])
def test_links_that_do_not_answer_are_a_list(code: int, gives: int, tmp_path: Path) -> None:
    env = environment(VENV=stub(tmp_path, ANSWERS.format(code)))
    run = subprocess.run([ROOT / ".ci/links"], check=False, capture_output=True, text=True, env=env)
    assert run.returncode == gives, run.stderr
    if gives < 2:
        assert run.stdout.splitlines() == [
            "- `https://a.example/x`: 404 Not Found — docs/nl/a.md:3",
            "",
            "2 of 3 external addresses answer.",
        ]


@pytest.mark.parametrize("words", [["github"], ["gitlab", "locked"]])
def test_what_is_found_is_shown_as_the_forge_wants_it(words: list[str], tmp_path: Path) -> None:
    env = environment(VENV=stub(tmp_path, 'echo "$@"; exit 1'))
    run = subprocess.run([ROOT / ".ci/annotate", *words], check=False, capture_output=True, text=True, env=env)
    assert run.returncode == 1
    assert run.stdout.startswith(f"-m scripts.{(words[1:] or ['check'])[0]} --format {words[0]}")


@pytest.mark.usefixtures("git")
def test_a_change_tells_which_passages_it_touches(tmp_path: Path) -> None:
    project = tmp_path / "a project"
    project.mkdir()
    shutil.copytree(ROOT / ".ci", project / ".ci")
    shutil.copy(ROOT / "Makefile", project)
    lock = project / "translations.lock"
    env = environment(VENV=stub(tmp_path / "venv", 'echo "said by $3"'))

    def git(*words: str) -> None:
        name = ("-c", "user.name=A", "-c", "user.email=a@b.example")
        subprocess.run(["git", *name, *words], cwd=project, check=True, capture_output=True, env=env)

    git("init", "-q")
    for text in ("# A hash\na-1 1 1\nb-1 1 1\nterm:c 1 1\n", "# Two hashes\na-1 1 1\nb-1 2 1\nd-1 1 1\n"):
        lock.write_text(text, encoding="utf-8")
        git("add", ".")
        git("commit", "-q", "-m", "one")

    def told(base: str) -> str:
        command = [str(project / ".ci/what-changed"), base]
        return subprocess.run(command, check=True, capture_output=True, text=True, env=env).stdout

    assert re.findall(r"^- (.*)$", told("HEAD^1"), re.MULTILINE) == ["b-1", "d-1", "term:c"]
    assert "Of no passage" in told("HEAD")
    assert "said by scripts.stats" in told("HEAD")
    with pytest.raises(subprocess.CalledProcessError):
        told("no-such-commit")


@contextmanager
def gitlab(issues: list[dict[str, Any]]) -> Iterator[tuple[str, list[tuple[str, str, Mapping[str, list[str]]]]]]:
    """GitLab's list of issues, and what was asked of it: method, path, form."""
    asked: list[tuple[str, str, Mapping[str, list[str]]]] = []

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            assert self.headers["PRIVATE-TOKEN"] == "t0ken"
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"] or 0)).decode())
            asked.append((self.command, self.path, form))
            content = json.dumps(issues if self.command == "GET" else {}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = answer  # noqa: N815 - so its library wants them

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/api/v4", asked
        server.shutdown()


@pytest.mark.parametrize(
    ("broken", "open_issues", "does"),
    [
        ("1", [], ("POST", "issues", {"labels", "title", "description"})),
        ("1", [7], ("PUT", "issues/7", {"description"})),
        ("0", [7], ("PUT", "issues/7", {"state_event"})),
        ("0", [], None),
    ],
)
def test_gitlab_gets_one_issue(
    broken: str, open_issues: list[int], does: tuple[str, str, set[str]] | None, tmp_path: Path
) -> None:
    if not shutil.which("curl"):
        pytest.skip("NOT HERE: curl")
    said = tmp_path / "links.md"
    said.write_text("- `https://a.example/?x=1&y`: 404\n", encoding="utf-8")
    with gitlab([{"iid": number} for number in open_issues]) as (address, asked):
        env = environment(CI_API_V4_URL=address, CI_PROJECT_ID="3", LINKS_TOKEN="t0ken", no_proxy="*")  # noqa: S106
        subprocess.run([ROOT / ".ci/gitlab-issue", broken, said], check=True, env=env)
    assert asked[0][:2] == ("GET", "/api/v4/projects/3/issues?labels=external-links&state=opened")
    done = [(method, path.removeprefix("/api/v4/projects/3/"), set(form)) for method, path, form in asked[1:]]
    assert done == ([does] if does else [])
    if broken == "1":
        assert asked[1][2]["description"] == [said.read_text(encoding="utf-8")]
