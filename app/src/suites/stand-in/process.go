// A server that tests embed is a process here: this file belongs to both packages that stand in for the server's.

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
	"syscall"
	"time"
)

const (
	patience = 20 * time.Second
	poll     = 10 * time.Millisecond
)

// process is a run of the nats-server executable on the PATH, its folder, and the ports it reported.
type process struct {
	folder  string
	command *exec.Cmd
	done    chan struct{}
	ports   struct{ Nats, Monitoring, Cluster, Websocket []string }
}

// newProcess makes a folder for files that the process is going to need.
func newProcess() (*process, error) {
	folder, err := os.MkdirTemp("", "nats-suite-")
	return &process{folder: folder, done: make(chan struct{})}, err
}

// write makes a file in the folder, and returns its path.
func (p *process) write(name, text string) (string, error) {
	file := filepath.Join(p.folder, name)
	return file, os.WriteFile(file, []byte(text), 0o600)
}

// start runs the executable, and waits until it has written where it listens.
func (p *process) start(arguments ...string) error {
	log, err := os.Create(filepath.Join(p.folder, "log"))
	if err != nil {
		return err
	}
	defer log.Close()
	p.command = exec.Command("nats-server", append(arguments, "-m", "-1", "--ports_file_dir", p.folder)...)
	p.command.Stdout, p.command.Stderr = log, log
	if err := p.command.Start(); err != nil {
		return err
	}
	go func() {
		p.command.Wait()
		close(p.done)
	}()
	if err := p.awaitPorts(); err != nil {
		p.end()
		return err
	}
	return nil
}

func (p *process) awaitPorts() error {
	file := filepath.Join(p.folder, fmt.Sprintf("nats-server_%d.ports", p.command.Process.Pid))
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(poll) {
		select {
		case <-p.done:
			return fmt.Errorf("nats-server ended at once:\n%s", p.log())
		default:
		}
		if text, err := os.ReadFile(file); err == nil && json.Unmarshal(text, &p.ports) == nil {
			return nil
		}
	}
	return fmt.Errorf("nats-server did not start:\n%s", p.log())
}

func (p *process) log() string {
	text, _ := os.ReadFile(filepath.Join(p.folder, "log"))
	return string(text)
}

// clientURL is where clients connect, on a host that the options name, or else on the one it reported.
func (p *process) clientURL(host string) string {
	u, err := url.Parse(p.ports.Nats[0])
	if err != nil {
		panic(err)
	}
	if host == "" {
		host = u.Hostname()
	}
	return u.Scheme + "://" + net.JoinHostPort(host, u.Port())
}

// end ends the process in good order.
func (p *process) end() {
	p.command.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.done:
	case <-time.After(patience):
		p.command.Process.Kill()
		<-p.done
	}
}

// WaitForShutdown waits until the process has ended.
func (p *process) WaitForShutdown() { <-p.done }

// page reads a document of the monitoring listener.
func (p *process) page(path string, document any) error {
	answer, err := http.Get(p.ports.Monitoring[0] + path)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	return json.NewDecoder(answer.Body).Decode(document)
}
