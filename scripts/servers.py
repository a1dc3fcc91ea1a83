"""Real web servers on the loopback, each as a process of its own: own set-up, own folder, free ports, no rights.

What they are told is what the build writes for them; around it stands only what somebody who runs a server adds.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts.engines import APACHE, BROTLI_STATIC, CADDY, NGINX, find

PATIENCE, TRIES = 20, 3
"""Seconds until a server answers, and how often another port is tried."""
MODULES = Path("/usr/lib/apache2/modules")
APACHE_MODULES = (
    "mpm_event authz_core dir mime rewrite headers alias autoindex negotiation deflate filter ssl http2 socache_shmcb"
)
"""Also those that Debian has on and that could be in the way: lists of folders, languages, packing as it is sent."""


class ServerError(Exception):
    """A server that did not start. Says what it said."""


@dataclass(frozen=True)
class Server:
    name: str
    port: int
    """Of http, at 127.0.0.1 and at [::1]."""
    tls: int | None
    """Of https with HTTP/2, with a certificate that nobody knows."""


@dataclass(frozen=True)
class _Place:
    """Where a server works: a folder that anybody may read and nobody may write in, but for `own`."""

    folder: Path
    root: Path
    """What stands at the root of the host."""
    port: int
    tls: int | None

    @property
    def own(self) -> Path:
        return self.folder / "own"

    @property
    def log(self) -> Path:
        return self.folder / "log"


@contextmanager
def serving(name: str, root: Path, told: str = "", *, tls: bool = False) -> Iterator[Server]:
    """Serves `root` by a real server, told what the build wrote for it; raises ServerError.

    Who is root hands the process to nobody, so everything in `root` must be there for anybody to read.
    """
    with ExitStack() as stack:
        for left in reversed(range(TRIES)):
            try:
                server = stack.enter_context(_started(name, root, told, tls=tls))
                break
            except ServerError:  # somebody else took a port that was free
                if not left:
                    raise
        yield server


@contextmanager
def _started(name: str, root: Path, told: str, *, tls: bool) -> Iterator[Server]:
    command, prepare = _WAYS[name]
    with ExitStack() as stack:
        place = stack.enter_context(_place(root, tls=tls))
        file = place.folder / "set-up"
        file.write_text(prepare(place, told), encoding="utf-8")
        process = subprocess.Popen(  # noqa: S603
            [str(find(name)), *command(file)],
            stdout=stack.enter_context(place.log.open("wb")),
            stderr=subprocess.STDOUT,
            cwd=place.own,
            env=_environment(place),
            user=_nobody().pw_uid if os.getuid() == 0 else None,
            group=_nobody().pw_gid if os.getuid() == 0 else None,
        )
        stack.callback(_end, process)
        _wait(name, place, process)
        yield Server(name, place.port, place.tls)


@contextmanager
def _place(root: Path, *, tls: bool) -> Iterator[_Place]:
    with tempfile.TemporaryDirectory(prefix="serving-", ignore_cleanup_errors=True) as folder:
        place = _Place(Path(folder), root, free_port(), free_port() if tls else None)
        place.folder.chmod(0o755)
        place.own.mkdir()
        place.own.chmod(0o777)
        place.log.touch()
        place.log.chmod(0o666)
        if tls:
            _certificate(place.folder)
        yield place


def _nobody() -> pwd.struct_passwd:
    return pwd.getpwnam("nobody")


def free_port() -> int:
    with socket.socket(socket.AF_INET6) as asked:
        asked.bind(("::", 0))
        port: int = asked.getsockname()[1]
        return port


def _certificate(folder: Path) -> None:
    wanted = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem")]
    command = ["openssl", *wanted.split(), *files]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    (folder / "key.pem").chmod(0o644)


def _environment(place: _Place) -> dict[str, str]:
    """Caddy is told in its environment where it stands and what it serves."""
    hosts = f"http://:{place.port}" + (f", https://localhost:{place.tls}" if place.tls else "")
    home = {name: str(place.own) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    return {"PATH": os.environ.get("PATH", os.defpath), "BOOK_HOST": hosts, "BOOK_ROOT": str(place.root), **home}


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _wait(name: str, place: _Place, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        if _answers(place.port) and (not place.tls or _answers(place.tls, secure=True)):
            return
        time.sleep(0.02)
    said = place.log.read_text(encoding="utf-8", errors="replace").strip()
    raise ServerError(f"{name} did not start: {said[-2000:]}")


def _answers(port: int, *, secure: bool = False) -> bool:
    """Over TLS only once there is a certificate, which Caddy makes itself."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as plain:
            if secure:
                anybody = ssl.create_default_context()
                anybody.check_hostname, anybody.verify_mode = False, ssl.CERT_NONE
                anybody.wrap_socket(plain, server_hostname="localhost").close()
            return True
    except OSError:
        return False


def _nginx(place: _Place, told: str) -> str:
    """With the module for Brotli where it is there, as the file itself says."""
    module = find(BROTLI_STATIC)
    load = f"load_module {module};\n" if module else ""
    told = told.replace("# brotli_static on;", "brotli_static on;") if load else told
    secure = f"listen 127.0.0.1:{place.tls} ssl http2;\nssl_certificate {place.folder}/certificate.pem;\n"
    secure += f"ssl_certificate_key {place.folder}/key.pem;\n"
    temporary = "".join(
        f"{kind}_temp_path {place.own}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return f"""{load}daemon off;
pid {place.own}/pid;
error_log stderr;
worker_processes 2;
worker_rlimit_nofile 8192;
events {{ worker_connections 4096; }}
http {{
include /etc/nginx/mime.types;
access_log off;
{temporary}server {{
listen 127.0.0.1:{place.port} backlog=4096;
listen [::1]:{place.port} backlog=4096;
{secure if place.tls else ""}root {place.root};
{told}
}}
}}
"""


def _apache(place: _Place, _told: str) -> str:
    """It reads what it is told from the site."""
    loaded = "".join(f"LoadModule {name}_module {MODULES}/mod_{name}.so\n" for name in APACHE_MODULES.split())
    secure = f"""Listen 127.0.0.1:{place.tls}
<VirtualHost 127.0.0.1:{place.tls}>
SSLEngine on
SSLCertificateFile {place.folder}/certificate.pem
SSLCertificateKeyFile {place.folder}/key.pem
Protocols h2 http/1.1
</VirtualHost>
"""
    return f"""{loaded}ServerRoot {place.own}
PidFile {place.own}/pid
ErrorLog {place.log}
DefaultRuntimeDir {place.own}
ServerName localhost
Listen 127.0.0.1:{place.port}
Listen [::1]:{place.port}
DocumentRoot {place.root}
TypesConfig /etc/mime.types
AddOutputFilterByType DEFLATE text/html text/css text/javascript application/json
AddType application/x-gzip .gz
AddLanguage nl .nl
AddLanguage en .en
<Directory {place.root}>
Options Indexes FollowSymLinks
AllowOverride FileInfo
Require all granted
</Directory>
<FilesMatch "^\\.ht">
Require all denied
</FilesMatch>
{secure if place.tls else ""}"""


def _caddy(_place: _Place, told: str) -> str:
    general = ("admin off", "auto_https disable_redirects", "skip_install_trust", "local_certs")
    return "{\n" + "".join(f"\t{line}\n" for line in general) + "}\n" + told


_WAYS: dict[str, tuple[Callable[[Path], list[str]], Callable[[_Place, str], str]]] = {
    NGINX: (lambda file: ["-c", str(file), "-p", str(file.parent / "own"), "-e", "stderr"], _nginx),
    APACHE: (lambda file: ["-f", str(file), "-DFOREGROUND"], _apache),
    CADDY: (lambda file: ["run", "--adapter", "caddyfile", "--config", str(file)], _caddy),
}


def readable_copy(folder: Path, to: Path) -> None:
    """The same files at another place, linked where that can be, for anybody to read."""
    shutil.copytree(folder, to, copy_function=_link)
    for path in (to, *to.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)


def _link(source: str, to: str) -> None:
    try:
        os.link(source, to)
    except OSError:
        shutil.copy2(source, to)
