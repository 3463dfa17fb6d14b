package server

import (
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

const (
	JSApiLevel                 = 5
	JSApiStreamLeaderStepDownT = "$JS.API.STREAM.LEADER.STEPDOWN.%s"
)

// VERSION is what the executable says of itself.
var VERSION = version()

// Server is a process with the options it was started with.
type Server struct {
	*process
	options *Options
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
	process, err := newProcess()
	if err != nil {
		return nil, err
	}
	s := &Server{process, options}
	if options.JetStream && options.StoreDir == "" {
		options.StoreDir = filepath.Join(s.folder, "store")
	}
	arguments := []string{"-c", file}
	if file == "" {
		arguments = []string{"-c", s.configuration()}
	} else if options.JetStream {
		arguments = append(arguments, "-sd", options.StoreDir)
	}
	if err := s.start(arguments...); err != nil {
		return nil, err
	}
	options.Port = port(s.ports.Nats)
	if options.Cluster.Port != 0 {
		options.Cluster.Port = port(s.ports.Cluster)
	}
	if options.Websocket.Port != 0 {
		options.Websocket.Port = port(s.ports.Websocket)
	}
	return s, nil
}

func (s *Server) configuration() string {
	file, err := s.write("server.conf", s.options.conf())
	if err != nil {
		panic(err)
	}
	return file
}

// Shutdown ends the process in good order, and removes what it left, but for streams.
func (s *Server) Shutdown() {
	if s == nil {
		return
	}
	s.end()
	if !s.options.JetStream {
		os.RemoveAll(s.folder)
	}
}

func (s *Server) ClientURL() string {
	if s.options.Host == "0.0.0.0" {
		return s.clientURL("")
	}
	return s.clientURL(s.options.Host)
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
	s.configuration()
	return s.Reload()
}

func (s *Server) JetStreamConfig() *JetStreamConfig {
	if !s.options.JetStream {
		return nil
	}
	return &JetStreamConfig{StoreDir: s.options.StoreDir}
}

func (s *Server) varz(field string) int {
	var varz map[string]any
	if err := s.page("/varz", &varz); err != nil {
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
	return address(urls).Port
}

func version() string {
	text, err := exec.Command("nats-server", "--version").Output()
	if err != nil {
		return ""
	}
	line := strings.TrimSpace(string(text))
	return line[strings.LastIndex(line, "v")+1:]
}
