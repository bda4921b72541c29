//! The network: requests set out, parcels arrive, get lost, or come twice; tabs hear of each other.

use domain::sync::client::{Ask, Request, Response};
use domain::sync::protocol::RejectCode;

use crate::cursors::restarts;
use crate::older;
use crate::world::{Content, Parcel, World};

impl World {
    /// Streams of pokes that have ended begin again, each with how far the server is.
    pub(crate) fn listen(&mut self) {
        let seq = self.server.seq();
        let devices = &mut self.devices;
        let now_ms = self.now_ms;
        self.deaf.retain(|device, until_ms| {
            let it = &mut devices[*device];
            let is_deaf = now_ms < *until_ms || !it.is_online;
            if !is_deaf {
                it.poked(seq);
            }
            is_deaf
        });
    }

    /// Requests set out, parcels arrive, get lost, or come twice.
    pub(crate) fn network(&mut self) {
        self.listen();
        for device in 0..self.devices.len() {
            self.deliver_some_storage_events(device);
            if !self.devices[device].is_online {
                continue;
            }
            let mut tab = 0;
            while let Some(it) = self.devices[device].tabs.get(tab) {
                let id = it.id;
                self.request(device, tab);
                let is_there = |it: &crate::device::Tab| it.id == id;
                // If it was killed, another has taken its place.
                tab += usize::from(self.devices[device].tabs.get(tab).is_some_and(is_there));
            }
        }
        self.deliver();
    }

    /// Delivers everything due, and nothing else.
    pub(crate) fn deliver(&mut self) {
        self.parcels.sort_by_key(|parcel| parcel.arrives_ms);
        let due = self
            .parcels
            .partition_point(|parcel| parcel.arrives_ms <= self.now_ms);
        for parcel in self.parcels.drain(..due).collect::<Vec<_>>() {
            self.arrive(parcel);
        }
    }

    /// A tab makes the request that is due.
    pub(crate) fn request(&mut self, device: usize, tab: usize) {
        self.look(device);
        let it = &mut self.devices[device];
        let now_ms = it.now(self.now_ms);
        let request = it.at(tab, self.now_ms).next(now_ms);
        let address = (it.tabs[tab].id, it.tabs[tab].it.generation());
        if request.is_some() {
            self.check_cursors(device, None);
        }
        let outcome = self.devices[device].outcome(request);
        if let Some(Some(Request { number, ask })) = self.go_on(device, tab, outcome) {
            self.requests += 1;
            let ask = if self.is_older(device) {
                older::asks(&ask)
            } else {
                ask
            };
            self.send(device, address, number, Content::Request(ask));
        }
    }

    /// Tabs hear of each other's writes, sometimes late on a bad network.
    pub(crate) fn deliver_some_storage_events(&mut self, device: usize) {
        if self.is_bad_network && self.dice.chance(30) {
            return;
        }
        self.deliver_storage_events(device);
    }

    pub(crate) fn deliver_storage_events(&mut self, device: usize) {
        let mut tab = 0;
        let mut idle = 0;
        while idle < self.devices[device].tabs.len() {
            tab = (tab + 1) % self.devices[device].tabs.len();
            self.look(device);
            let outcome = self.devices[device].deliver_storage_event(tab, self.now_ms);
            let is_news = self.go_on(device, tab, outcome).unwrap_or(true);
            idle = if is_news { 0 } else { idle + 1 };
            tab = tab.min(self.devices[device].tabs.len() - 1);
        }
    }

    pub(crate) fn is_older(&self, device: usize) -> bool {
        self.has_older && device == 0
    }

    pub(crate) fn send(&mut self, device: usize, tab: (u64, u32), number: u64, content: Content) {
        let copies = if self.is_bad_network && self.dice.chance(10) {
            2
        } else {
            1
        };
        for _ in 0..copies {
            if self.is_bad_network && self.dice.chance(20) {
                continue;
            }
            let delay = if self.is_bad_network {
                self.dice.below(5_000)
            } else {
                5
            };
            self.parcels.push(Parcel {
                device,
                tab,
                number,
                arrives_ms: self.now_ms + delay,
                content: content.clone(),
            });
        }
    }

    pub(crate) fn arrive(&mut self, parcel: Parcel) {
        let Parcel {
            device,
            tab,
            number,
            content,
            ..
        } = parcel;
        match content {
            Content::Request(ask) => {
                let before = self.server.seq();
                let answer = self.answer(device, &ask);
                self.tell(|| format!("the server answers device {device}: {answer:.600?}"));
                self.send(device, tab, number, Content::Response(Box::new(answer)));
                if self.server.seq() != before {
                    self.poke();
                }
            }
            Content::Response(answer) => {
                let it = &mut self.devices[device];
                let is_it = |it: &crate::device::Tab| (it.id, it.it.generation()) == tab;
                let Some(tab) = it.tabs.iter().position(is_it).filter(|_| it.is_online) else {
                    return;
                };
                let now_ms = it.now(self.now_ms);
                let is_restart = restarts(&answer, it.tabs[tab].it.client());
                let told = is_restart.then_some(it.tabs[tab].id);
                it.at(tab, self.now_ms).on_response(number, *answer, now_ms);
                self.check_cursors(device, told);
                let outcome = self.devices[device].outcome(());
                self.go_on(device, tab, outcome);
            }
        }
    }

    pub(crate) fn answer(&mut self, device: usize, ask: &Ask) -> Response {
        if self.now_ms < self.down_until_ms {
            return Response::Failed;
        }
        if self.signed_out.contains(&device) {
            return Response::SignedOut;
        }
        if self.is_bad_network && self.dice.chance(8) {
            // A server that is busy, or breaks off: before it has done it.
            return match (self.dice.below(3), ask) {
                (0, _) => Response::Failed,
                // Something on the way that takes only small ones. A single cell would be rejected
                // for good.
                (1, Ask::Push(push)) if push.changes.len() > 1 => {
                    Response::Rejected(RejectCode::TooLarge)
                }
                _ => Response::RetryLater(1_000 * self.dice.below(120)),
            };
        }
        let answer = match ask {
            Ask::Push(_) if self.is_server_disk_full => return Response::RetryLater(5_000),
            Ask::Push(push) => {
                let now_ms = self.server_ms();
                Response::Pushed(self.server.push(push, now_ms, self.now_ms))
            }
            Ask::Pull(pull) => {
                let now_ms = self.server_ms();
                Response::Pulled(self.server.pull(pull, self.page, now_ms))
            }
        };
        if self.is_bad_network && self.dice.chance(4) {
            // Done, and then an answer that nobody could read.
            return Response::Failed;
        }
        if self.is_older(device) {
            older::answers(&answer)
        } else {
            answer
        }
    }

    pub(crate) fn poke(&mut self) {
        let seq = self.server.seq();
        for (number, device) in self.devices.iter_mut().enumerate() {
            let is_deaf = !device.is_online || self.deaf.contains_key(&number);
            if !is_deaf && (!self.is_bad_network || self.dice.chance(70)) {
                device.poked(seq);
            }
        }
    }
}
