package server

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

const (
	JSApiLevel                 = 5
	JSApiStreamLeaderStepDownT = "$JS.API.STREAM.LEADER.STEPDOWN.%s"

	patience = 20 * time.Second
	poll     = 10 * time.Millisecond
)

// VERSION is what the executable says of itself.
var VERSION = version()

// Server is a process, its folder, and the ports it reported.
type Server struct {
	options *Options
	folder  string
	command *exec.Cmd
	done    chan struct{}
	ports   ports
}

type ports struct {
	Nats, Monitoring, Cluster, Websocket []string
}

type JetStreamConfig struct {
	StoreDir string
}

// Start runs the executable with options, and waits until it has written where it listens.
func Start(options *Options) (*Server, error) { return start(options, "") }

// StartWithConfig runs the executable with a configuration file, and tells what a test wants to know of the file.
func StartWithConfig(file string) (*Server, *Options, error) {
	options, err := read(file)
	if err != nil {
		return nil, nil, err
	}
	s, err := start(options, file)
	return s, options, err
}

// Without a file, one is written from the options.
func start(options *Options, file string) (*Server, error) {
	folder, err := os.MkdirTemp("", "nats-go-suite-")
	if err != nil {
		return nil, err
	}
	s := &Server{options: options, folder: folder, done: make(chan struct{})}
	if options.JetStream && options.StoreDir == "" {
		options.StoreDir = filepath.Join(folder, "store")
	}
	arguments := []string{"-m", "-1", "--ports_file_dir", folder}
	if file == "" {
		file = s.write()
	} else if options.JetStream {
		arguments = append(arguments, "-sd", options.StoreDir)
	}
	log, err := os.Create(filepath.Join(folder, "log"))
	if err != nil {
		return nil, err
	}
	defer log.Close()
	s.command = exec.Command("nats-server", append(arguments, "-c", file)...)
	s.command.Stdout, s.command.Stderr = log, log
	if err := s.command.Start(); err != nil {
		return nil, err
	}
	go func() {
		s.command.Wait()
		close(s.done)
	}()
	if err := s.awaitPorts(); err != nil {
		s.Shutdown()
		return nil, err
	}
	return s, nil
}

func (s *Server) write() string {
	file := filepath.Join(s.folder, "server.conf")
	if err := os.WriteFile(file, []byte(s.options.conf()), 0o600); err != nil {
		panic(err)
	}
	return file
}

func (s *Server) awaitPorts() error {
	file := filepath.Join(s.folder, fmt.Sprintf("nats-server_%d.ports", s.command.Process.Pid))
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(poll) {
		select {
		case <-s.done:
			return fmt.Errorf("nats-server ended at once:\n%s", s.log())
		default:
		}
		if text, err := os.ReadFile(file); err == nil && json.Unmarshal(text, &s.ports) == nil {
			s.options.Port = port(s.ports.Nats)
			if s.options.Cluster.Port != 0 {
				s.options.Cluster.Port = port(s.ports.Cluster)
			}
			if s.options.Websocket.Port != 0 {
				s.options.Websocket.Port = port(s.ports.Websocket)
			}
			return nil
		}
	}
	return fmt.Errorf("nats-server did not start:\n%s", s.log())
}

func (s *Server) log() string {
	text, _ := os.ReadFile(filepath.Join(s.folder, "log"))
	return string(text)
}

// Shutdown ends the process in good order, and removes what it left.
func (s *Server) Shutdown() {
	if s == nil {
		return
	}
	s.command.Process.Signal(syscall.SIGTERM)
	select {
	case <-s.done:
	case <-time.After(patience):
		s.command.Process.Kill()
		<-s.done
	}
	if !s.options.JetStream {
		os.RemoveAll(s.folder)
	}
}

func (s *Server) WaitForShutdown() { <-s.done }

func (s *Server) ClientURL() string {
	u, err := url.Parse(s.ports.Nats[0])
	if err != nil {
		panic(err)
	}
	host := s.options.Host
	if host == "" || host == "0.0.0.0" {
		host = u.Hostname()
	}
	return u.Scheme + "://" + net.JoinHostPort(host, u.Port())
}

func (s *Server) Addr() net.Addr { return address(s.ports.Nats) }

func (s *Server) ClusterAddr() *net.TCPAddr { return address(s.ports.Cluster) }

func (s *Server) NumClients() int { return s.varz("connections") }

func (s *Server) NumRoutes() int { return s.varz("routes") }

// Reload asks for the configuration file to be read again, and waits for the answer in the log.
func (s *Server) Reload() error {
	before := len(s.log())
	s.command.Process.Signal(syscall.SIGHUP)
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(poll) {
		answer := s.log()[before:]
		if strings.Contains(answer, "Reloaded server configuration") {
			return nil
		}
		if strings.Contains(answer, "[ERR]") {
			return fmt.Errorf("%s", answer)
		}
	}
	return fmt.Errorf("no answer to the reload:\n%s", s.log())
}

func (s *Server) ReloadOptions(options *Options) error {
	s.options = options
	s.write()
	return s.Reload()
}

func (s *Server) JetStreamConfig() *JetStreamConfig {
	if !s.options.JetStream {
		return nil
	}
	return &JetStreamConfig{StoreDir: s.options.StoreDir}
}

func (s *Server) varz(field string) int {
	answer, err := http.Get(s.ports.Monitoring[0] + "/varz")
	if err != nil {
		panic(err)
	}
	defer answer.Body.Close()
	var varz map[string]any
	if err := json.NewDecoder(answer.Body).Decode(&varz); err != nil {
		panic(err)
	}
	number, _ := varz[field].(float64)
	return int(number)
}

func address(urls []string) *net.TCPAddr {
	u, err := url.Parse(urls[0])
	if err != nil {
		panic(err)
	}
	addr, err := net.ResolveTCPAddr("tcp", u.Host)
	if err != nil {
		panic(err)
	}
	return addr
}

func port(urls []string) int {
	if len(urls) == 0 {
		return 0
	}
	u, err := url.Parse(urls[0])
	if err != nil {
		return 0
	}
	number, _ := strconv.Atoi(u.Port())
	return number
}

func version() string {
	text, err := exec.Command("nats-server", "--version").Output()
	if err != nil {
		return ""
	}
	line := strings.TrimSpace(string(text))
	return line[strings.LastIndex(line, "v")+1:]
}
