package server

import (
	"crypto/tls"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// conf writes options in the language of the configuration file.
func (o *Options) conf() string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	if o.ServerName != "" {
		line("server_name: %q", o.ServerName)
	}
	line("host: %q\nport: %d", o.Host, o.Port)
	if len(o.Tags) > 0 {
		line("server_tags: %s", list(o.Tags))
	}
	if o.MaxConn > 0 {
		line("max_connections: %d", o.MaxConn)
	}
	if o.MaxControlLine > 0 {
		line("max_control_line: %d", o.MaxControlLine)
	}
	if o.MaxPayload > 0 {
		line("max_payload: %d", o.MaxPayload)
	}
	if o.NoHeaderSupport {
		line("no_header_support: true")
	}
	if o.LameDuckDuration >= 30*time.Second { // files may not say less
		line("lame_duck_duration: %q", o.LameDuckDuration)
	}
	if o.LameDuckGracePeriod > 0 {
		line("lame_duck_grace_period: %q", o.LameDuckGracePeriod)
	}
	o.authorization(line)
	if o.TLSConfig != nil {
		line("tls {\n%s", tlsLines(o.TLSConfig))
		if o.TLSTimeout > 0 {
			line("timeout: %v", o.TLSTimeout)
		}
		line("handshake_first: %v\n}", o.TLSHandshakeFirst)
	}
	if o.Cluster.Port != 0 {
		line("cluster {\nname: %q\nhost: %q\nport: %d", o.Cluster.Name, o.Cluster.Host, o.Cluster.Port)
		routes := make([]string, len(o.Routes))
		for i, route := range o.Routes {
			routes[i] = route.String()
		}
		line("routes: %s\n}", list(routes))
	}
	if o.Websocket.Port != 0 {
		line("websocket {\nhost: %q\nport: %d\ncompression: %v", o.Websocket.Host, o.Websocket.Port, o.Websocket.Compression)
		if o.Websocket.NoTLS {
			line("no_tls: true\n}")
		} else {
			line("tls {\n%s}\n}", tlsLines(o.Websocket.TLSConfig))
		}
	}
	if o.JetStream {
		line("jetstream { store_dir: %q, limits { max_ack_pending: %d } }", o.StoreDir, o.JetStreamLimits.MaxAckPending)
	}
	return b.String()
}

func (o *Options) authorization(line func(string, ...any)) {
	line("authorization {")
	switch {
	case o.Authorization != "":
		line("token: %q", o.Authorization)
	case o.Username != "":
		line("user: %q\npassword: %q", o.Username, o.Password)
	case len(o.Users)+len(o.Nkeys) > 0:
		line("users: [")
		for _, user := range o.Users {
			line("{ user: %q, password: %q %s }", user.Username, user.Password, permissions(user.Permissions))
		}
		for _, user := range o.Nkeys {
			line("{ nkey: %q }", user.Nkey)
		}
		line("]")
	}
	line("}")
}

func permissions(p *Permissions) string {
	if p == nil {
		return ""
	}
	return fmt.Sprintf(", permissions: { publish: %s, subscribe: %s }", subjects(p.Publish), subjects(p.Subscribe))
}

func subjects(p *SubjectPermission) string {
	if p == nil {
		return "{}"
	}
	return fmt.Sprintf("{ allow: %s, deny: %s }", list(p.Allow), list(p.Deny))
}

func list(texts []string) string {
	quoted := make([]string, len(texts))
	for i, text := range texts {
		quoted[i] = fmt.Sprintf("%q", text)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}

func tlsLines(config *tls.Config) string {
	files := tlsFiles[config]
	var b strings.Builder
	for key, file := range map[string]string{"cert_file": files.CertFile, "key_file": files.KeyFile, "ca_file": files.CaFile} {
		if file != "" {
			path, _ := filepath.Abs(file)
			fmt.Fprintf(&b, "%s: %q\n", key, path)
		}
	}
	fmt.Fprintf(&b, "verify: %v\n", files.Verify)
	return b.String()
}

var setting = regexp.MustCompile(`(?m)^\s*(\w+)\s*[:=]\s*["']?([^\s"',#]+)`)

var jetStream = regexp.MustCompile(`(?m)^\s*jetstream\s*[:={]`)

// read finds in a configuration file what the tests ask of it: where it listens, its one user, its TLS
// files, where it keeps streams.
func read(file string) (*Options, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	options := &Options{Host: "0.0.0.0", Port: 4222}
	var files TLSConfigOpts
	options.JetStream = jetStream.Match(text)
	for _, match := range setting.FindAllStringSubmatch(string(text), -1) {
		switch value := match[2]; match[1] {
		case "net", "host":
			options.Host = value
		case "listen":
			if host, _, found := strings.Cut(value, ":"); found && options.Host == "0.0.0.0" {
				options.Host = host // the first listen is that of clients
			}
		case "store_dir":
			options.StoreDir = value
		case "user", "username":
			options.Username = value
		case "pass", "password":
			options.Password = value
		case "cert_file":
			files.CertFile = value
		case "key_file":
			files.KeyFile = value
		case "ca_file":
			files.CaFile = value
		case "verify":
			files.Verify = value == "true"
		}
	}
	if files.CertFile != "" {
		options.TLSConfig, err = GenTLSConfig(&files)
	}
	return options, err
}
