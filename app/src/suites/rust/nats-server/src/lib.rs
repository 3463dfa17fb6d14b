//! Starts the `nats-server` on the `PATH`, with the functions that the tests of async-nats call.
//!
//! The crate they were written against is not published, so this one stands in for it. A server gets a folder of its
//! own for its log, its pid and its streams; dropping it kills the process and removes the folder.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

const START_LIMIT: Duration = Duration::from_secs(20);
const POLL: Duration = Duration::from_millis(20);
static SERVERS: AtomicU32 = AtomicU32::new(0);

/// A running server, killed when it is dropped.
pub struct Server {
    folder: PathBuf,
    arguments: Vec<String>,
    child: Child,
}

/// Three servers with routes to each other.
pub struct Cluster {
    pub servers: Vec<Server>,
}

/// One configuration for every member of a cluster, or one for each.
pub trait Configs {
    fn of(&self, member: usize) -> &str;
}

impl Configs for &str {
    fn of(&self, _: usize) -> &str {
        self
    }
}

impl Configs for [&str; 3] {
    fn of(&self, member: usize) -> &str {
        self[member]
    }
}

pub fn run_basic_server() -> Server {
    run_server("")
}

pub fn run_server(config: &str) -> Server {
    run_server_with_port(config, None)
}

/// `None` lets the server choose its port.
pub fn run_server_with_port(config: &str, port: Option<&str>) -> Server {
    Server::start(config, port.unwrap_or("-1"), &[])
}

pub fn run_cluster<C: Configs>(config: C) -> Cluster {
    let ports: Vec<(u16, u16)> = (0..3).map(|_| (free_port(), free_port())).collect();
    let servers = (0..3)
        .map(|member| {
            let routes: Vec<String> = (0..3)
                .filter(|other| *other != member)
                .map(|other| format!("nats://127.0.0.1:{}", ports[other].1))
                .collect();
            let cluster = format!("nats://127.0.0.1:{}", ports[member].1);
            let name = format!("node{}", member + 1);
            Server::start(
                config.of(member),
                &ports[member].0.to_string(),
                &["--cluster", &cluster, "--cluster_name", "cluster", "--routes", &routes.join(","), "-n", &name],
            )
        })
        .collect();
    let cluster = Cluster { servers };
    // Routes are made and a leader is chosen behind the back of every client; the tests count on both.
    sleep(Duration::from_secs(2));
    cluster
}

/// Asks a server for its lame duck mode, as an operator would.
pub fn set_lame_duck_mode(server: &Server) {
    let status = Command::new("nats-server")
        .arg("--signal")
        .arg(format!("ldm={}", server.client_pid()))
        .status()
        .expect("nats-server --signal");
    assert!(status.success(), "nats-server --signal: {status}");
}

pub fn is_port_available(port: usize) -> bool {
    u16::try_from(port).is_ok_and(|port| TcpListener::bind(("127.0.0.1", port)).is_ok())
}

impl Server {
    fn start(config: &str, port: &str, extra: &[&str]) -> Server {
        let number = SERVERS.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("async-nats-{}-{number}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder for the server");
        let file = |name: &str| folder.join(name).display().to_string();
        let mut arguments: Vec<String> = ["-p", port, "--store_dir", &file("store"), "-l", &file("log"), "-P", &file("pid")]
            .iter()
            .chain(extra)
            .map(ToString::to_string)
            .collect();
        if !config.is_empty() {
            arguments.extend(["-c".to_string(), config.to_string()]);
        }
        let child = spawn(&arguments);
        Server { folder, arguments, child }
    }

    /// Kills the server and starts it again with the same arguments.
    pub fn restart(&mut self) {
        self.stop();
        fs::remove_file(self.folder.join("log")).ok();
        self.child = spawn(&self.arguments);
    }

    pub fn client_url(&self) -> String {
        self.url("")
    }

    pub fn client_url_with(&self, user: &str, password: &str) -> String {
        self.url(&format!("{user}:{password}@"))
    }

    pub fn client_url_with_token(&self, token: &str) -> String {
        self.url(&format!("{token}@"))
    }

    pub fn client_port(&self) -> u16 {
        number_after(&self.greeting(), "\"port\":").expect("a port in INFO")
    }

    pub fn client_pid(&self) -> usize {
        let text = fs::read_to_string(self.folder.join("pid")).expect("a pid file");
        text.parse().expect("digits in the pid file")
    }

    fn url(&self, credentials: &str) -> String {
        let greeting = self.greeting();
        let scheme = if greeting.contains("\"tls_required\":true") { "tls" } else { "nats" };
        let port: u16 = number_after(&greeting, "\"port\":").expect("a port in INFO");
        format!("{scheme}://{credentials}localhost:{port}")
    }

    fn greeting(&self) -> String {
        let stream = TcpStream::connect(("127.0.0.1", self.listening_port())).expect("a listening server");
        let mut line = String::new();
        BufReader::new(stream).read_line(&mut line).expect("INFO");
        line
    }

    /// The port in the log, where the server says on what it listens.
    fn listening_port(&self) -> u16 {
        let deadline = Instant::now() + START_LIMIT;
        loop {
            let log = read(&self.folder.join("log"));
            let said = log.lines().find_map(|line| line.split_once("Listening for client connections on "));
            if let Some((_, address)) = said {
                return address.rsplit(':').next().and_then(|port| port.trim().parse().ok()).expect("a port");
            }
            assert!(Instant::now() < deadline, "the server does not listen:\n{log}");
            sleep(POLL);
        }
    }

    fn stop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
        fs::remove_dir_all(&self.folder).ok();
    }
}

impl Cluster {
    pub fn client_url(&self) -> String {
        self.servers[0].client_url()
    }
}

fn spawn(arguments: &[String]) -> Child {
    Command::new("nats-server")
        .args(arguments)
        .stdout(Stdio::null())
        .spawn()
        .expect("nats-server on the PATH")
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("its address").port()
}

fn number_after(text: &str, key: &str) -> Option<u16> {
    let rest = text.split_once(key)?.1;
    let end = rest.find(|c: char| !c.is_ascii_digit())?;
    rest[..end].parse().ok()
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_default()
}
