//! Compute of Azure Machine Learning with public IP addresses: the service opens connections to it, whose replies must not meet a firewall.
//!
//! Specification 12.1 and 12.4.

use super::azure_machine_learning_compute::{NEEDS as PRIVATE, OUTBOUND};
use super::{Egress, Flow, Needs, Peer, Way};
use crate::design::Workload;

const CONTROL: Flow = Flow::tcp(Peer::From("AzureMachineLearning"), &[(44224, 44224)], "the service reaches the nodes").by(Way::Direct);

const FLOWS: [Flow; 11] = {
    let [a, b, c, d, e, f, g, h, i, j] = OUTBOUND;
    [CONTROL, a, b, c, d, e, f, g, h, i, j]
};

pub(super) const NEEDS: Needs = Needs {
    workload: Workload::AzureMachineLearningComputeWithPublicIp,
    name: "Azure Machine Learning compute with public IP addresses",
    flows: &FLOWS,
    egress: Egress::Own,
    ..PRIVATE
};
